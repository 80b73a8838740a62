import { requestJson } from '@/lib/api/client';
import type { ActionName, Run } from '@/lib/api/types';

export function startRun(projectId: string, action: ActionName): Promise<Pick<Run, 'id' | 'state'>> {
  return requestJson('/api/runs', { method: 'POST', json: { projectId, action } });
}
