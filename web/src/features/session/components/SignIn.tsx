import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Sprout } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { InlineError } from '@/components/InlineError';
import { TextField } from '@/components/TextField';
import { isStatus } from '@/lib/api/ApiError';
import { createSession } from '../api/createSession';
import { sessionKey } from '../hooks/useSession';
import { tokenIn } from '../tokenIn';
import styles from './SignIn.module.css';

export function SignIn() {
  const [pasted, setPasted] = useState('');
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: () => createSession(tokenIn(pasted)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionKey }),
  });
  const refused = isStatus(signIn.error, 401)
    ? 'This link was already used or is too old. Run ./vivarium up again for a new one.'
    : signIn.error;

  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Sprout className={styles.mark} aria-hidden />
        <h1>Sign in</h1>
        <p className={styles.text}>
          There is no session here, or it has ended. Run <code>./vivarium up</code> where Vivarium is installed: it
          prints a new link. Open that link, or paste it here.
        </p>
        <TextField
          label="Login link or token"
          autoFocus
          required
          value={pasted}
          aria-invalid={signIn.isError}
          onChange={(event) => setPasted(event.target.value)}
        />
        <InlineError error={refused} />
        <Button type="submit" look="primary" disabled={pasted.trim() === '' || signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </main>
  );
}
