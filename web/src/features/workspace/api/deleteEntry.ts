import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function deleteEntry(projectId: string, path: string): Promise<void> {
  await request(projectPath(projectId, '/files', { path }), { method: 'DELETE' });
}
