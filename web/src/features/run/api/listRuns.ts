import { requestJson } from '@/lib/api/client';
import type { Run } from '@/lib/api/types';

export function listRuns(projectId: string): Promise<Run[]> {
  return requestJson(`/api/runs?${new URLSearchParams({ projectId }).toString()}`);
}
