import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function deleteProject(id: string): Promise<void> {
  await request(projectPath(id), { method: 'DELETE' });
}
