import { useQuery } from '@tanstack/react-query';
import type { Run } from '@/lib/api/types';
import { runsKey } from '@/lib/queryKeys';
import { listRuns } from '../api/listRuns';

const NONE: Run[] = [];

/** The project's runs; the events socket keeps them current. */
export function useRuns(projectId: string): Run[] {
  return useQuery({ queryKey: runsKey(projectId), queryFn: () => listRuns(projectId), staleTime: Infinity }).data ?? NONE;
}
