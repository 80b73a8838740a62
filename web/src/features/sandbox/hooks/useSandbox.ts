import { useQuery } from '@tanstack/react-query';
import type { Sandbox } from '@/lib/api/types';
import { sandboxKey } from '@/lib/queryKeys';
import { getSandbox } from '../api/getSandbox';

/** The project's sandbox; the events socket keeps it current. */
export function useSandbox(projectId: string): Sandbox | undefined {
  return useQuery({ queryKey: sandboxKey(projectId), queryFn: () => getSandbox(projectId), staleTime: Infinity }).data;
}
