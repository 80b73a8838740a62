import { useMutation, useQueryClient } from '@tanstack/react-query';
import { renameProject } from '../api/renameProject';
import { projectKey } from './useProject';
import { projectsKey } from './useProjects';

export function useRenameProject(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => renameProject(id, name),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: projectsKey }),
        queryClient.invalidateQueries({ queryKey: projectKey(id) }),
      ]),
  });
}
