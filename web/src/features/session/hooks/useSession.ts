import { useQuery } from '@tanstack/react-query';
import { getSession } from '../api/getSession';

export const sessionKey = ['session'];

export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: getSession, staleTime: 60_000 });
}
