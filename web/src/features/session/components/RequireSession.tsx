import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { onUnauthorized } from '@/lib/api/client';
import { sessionKey, useSession } from '../hooks/useSession';
import { SignIn } from './SignIn';

/** Shows its children to whoever is signed in, and the way in to everybody else. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useSession();
  const queryClient = useQueryClient();
  useEffect(() => onUnauthorized(() => queryClient.setQueryData(sessionKey, null)), [queryClient]);

  if (session.data) return children;
  if (session.data === null) return <SignIn />;
  if (session.isPending && session.failureCount === 0) return null;
  return (
    <Notice
      page
      alert
      title="Vivarium does not answer"
      action={
        <Button look="primary" onClick={() => void session.refetch()}>
          Try again
        </Button>
      }
    >
      The page tries again by itself. If this lasts, start the server with <code>./vivarium up</code>.
    </Notice>
  );
}
