import { useQuery } from '@tanstack/react-query';
import { getProject } from '../api/getProject';

export const projectKey = (id: string) => ['project', id];

export function useProject(id: string) {
  return useQuery({ queryKey: projectKey(id), queryFn: () => getProject(id) });
}
