import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionKey } from '@/features/session/hooks/useSession';
import type { Workbench } from './Workbench';

/** A socket cannot say that the session has ended; a request can, so one is made when the socket stays away. */
export function useConnectionWatch({ events }: Workbench): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      events.connectionChanges.subscribe((connection) => {
        const isRefused = connection.kind === 'closed' || (connection.kind === 'waiting' && connection.attempt === 2);
        if (isRefused) void queryClient.invalidateQueries({ queryKey: sessionKey });
      }),
    [events, queryClient],
  );
}
