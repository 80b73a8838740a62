import { isStatus } from '@/lib/api/ApiError';
import { requestJson } from '@/lib/api/client';
import type { Session } from '@/lib/api/types';

/** The session of this browser, or null when there is none. */
export async function getSession(): Promise<Session | null> {
  try {
    return await requestJson<Session>('/api/session');
  } catch (error) {
    if (isStatus(error, 401)) return null;
    throw error;
  }
}
