import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

export async function keepAwake(projectId: string): Promise<void> {
  await request(projectPath(projectId, '/sandbox/heartbeat'), { method: 'POST' });
}
