import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createProject } from '../api/createProject';
import { projectsKey } from './useProjects';

export function useCreateProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createProject,
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectsKey }),
  });
}
