import { useMutation } from '@tanstack/react-query';
import { Play, Power } from 'lucide-react';
import { toast } from 'sonner';
import { IconButton } from '@/components/Button';
import { StateDot } from '@/components/StateDot';
import type { Sandbox } from '@/lib/api/types';
import { sandboxText, sandboxTone } from '@/lib/words';
import { startSandbox } from '../api/startSandbox';
import { stopSandbox } from '../api/stopSandbox';
import styles from './SandboxControl.module.css';

interface SandboxControlProps {
  projectId: string;
  sandbox: Sandbox | undefined;
  /** Leaves the words to another place on the screen; they are still read out. */
  isCompact: boolean;
}

/** The sandbox's state in words, with the switch beside it. */
export function SandboxControl({ projectId, sandbox, isCompact }: SandboxControlProps) {
  const onError = (error: Error) => toast.error(error.message);
  const start = useMutation({ mutationFn: () => startSandbox(projectId), onError });
  const stop = useMutation({ mutationFn: () => stopSandbox(projectId), onError });
  if (!sandbox) return null;
  const text = sandboxText(sandbox);
  const isUp = sandbox.state === 'running' || sandbox.state === 'creating';

  return (
    <div className={styles.control} role="group" aria-label="Sandbox">
      <span className={styles.state} role="status" data-testid="sandbox-state" title={sandbox.message ?? text}>
        <StateDot tone={sandboxTone(sandbox)} />
        <span className={isCompact ? 'visually-hidden' : styles.text}>{text}</span>
      </span>
      {isUp ? (
        <IconButton label="Stop sandbox" disabled={stop.isPending} onClick={() => stop.mutate()}>
          <Power size={14} aria-hidden />
        </IconButton>
      ) : (
        <IconButton
          label="Start sandbox"
          disabled={start.isPending || sandbox.state === 'stopping'}
          onClick={() => start.mutate()}
        >
          <Play size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
