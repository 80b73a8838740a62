import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeStored, storedKeys } from '@/lib/storage';
import type { Project } from '@/lib/api/types';
import { deleteProject } from '../api/deleteProject';
import { projectsKey } from './useProjects';

export function useDeleteProject(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => deleteProject(id),
    onSuccess: () => {
      for (const key of storedKeys(`vivarium:${id}:`)) removeStored(key);
      queryClient.setQueryData<Project[]>(projectsKey, (projects) => projects?.filter((project) => project.id !== id));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectsKey }),
  });
}
