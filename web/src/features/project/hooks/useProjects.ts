import { useQuery } from '@tanstack/react-query';
import { listProjects } from '../api/listProjects';

export const projectsKey = ['projects'];

const REFRESH_MS = 5_000;

export function useProjects() {
  return useQuery({
    queryKey: projectsKey,
    queryFn: ({ signal }) => listProjects(signal),
    // The dashboard has no socket: sandboxes start and stop while it is looked at.
    refetchInterval: REFRESH_MS,
  });
}
