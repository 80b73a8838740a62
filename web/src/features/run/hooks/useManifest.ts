import { useQuery } from '@tanstack/react-query';
import { manifestKey } from '@/lib/queryKeys';
import { getManifest } from '../api/getManifest';

export function useManifest(projectId: string) {
  return useQuery({ queryKey: manifestKey(projectId), queryFn: () => getManifest(projectId) });
}
