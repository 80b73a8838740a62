import { useQuery } from '@tanstack/react-query';
import { listTemplates } from '../api/listTemplates';

export function useTemplates() {
  return useQuery({ queryKey: ['templates'], queryFn: listTemplates, staleTime: 60_000 });
}
