import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function renameEntry(projectId: string, from: string, to: string): Promise<void> {
  await request(projectPath(projectId, '/files/rename'), { method: 'POST', json: { from, to } });
}
