import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function closeTerminal(projectId: string, name: string): Promise<void> {
  await request(projectPath(projectId, `/terminals/${encodeURIComponent(name)}`), { method: 'DELETE' });
}
