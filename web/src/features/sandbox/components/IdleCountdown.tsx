import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { Sandbox } from '@/lib/api/types';
import { keepAwake } from '../api/keepAwake';
import { useSecondsUntil } from '../hooks/useSecondsUntil';
import styles from './IdleCountdown.module.css';

const COUNT_FROM_SECONDS = 30;

/** Counts the last seconds of an idle sandbox down, with the way to keep it. */
export function IdleCountdown({ projectId, sandbox }: { projectId: string; sandbox: Sandbox | undefined }) {
  const isRunning = sandbox?.state === 'running';
  const seconds = useSecondsUntil(isRunning ? sandbox.idleAt : null, COUNT_FROM_SECONDS);
  const keep = useMutation({
    mutationFn: () => keepAwake(projectId),
    onError: (error) => toast.error(error.message),
  });
  if (seconds === null) return null;
  return (
    <span className={styles.countdown} role="timer" data-testid="idle-countdown">
      Stops in {seconds} s
      <button type="button" className={styles.keep} disabled={keep.isPending} onClick={() => keep.mutate()}>
        Keep running
      </button>
    </span>
  );
}
