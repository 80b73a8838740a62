import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function startSandbox(projectId: string): Promise<void> {
  await request(projectPath(projectId, '/sandbox'), { method: 'POST' });
}
