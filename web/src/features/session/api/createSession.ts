import { request } from '@/lib/api/client';

export async function createSession(token: string): Promise<void> {
  await request('/api/session', { method: 'POST', json: { token } });
}
