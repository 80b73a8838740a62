import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function createEntry(projectId: string, path: string, type: 'file' | 'directory'): Promise<void> {
  await request(projectPath(projectId, '/files/create'), { method: 'POST', json: { path, type } });
}
