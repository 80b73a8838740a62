import { request } from '@/lib/api/client';

export async function stopRun(id: string): Promise<void> {
  await request(`/api/runs/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
