import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function renameProject(id: string, name: string): Promise<void> {
  await request(projectPath(id), { method: 'PATCH', json: { name } });
}
