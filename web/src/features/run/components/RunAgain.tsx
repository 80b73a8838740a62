import { Button } from '@/components/Button';
import type { ActionName } from '@/lib/api/types';
import { useStartRun } from '../hooks/useStartRun';

interface RunAgainProps {
  projectId: string;
  action: string;
  onStarted: (runId: string) => void;
}

export function RunAgain({ projectId, action, onStarted }: RunAgainProps) {
  const start = useStartRun(projectId, onStarted);
  return (
    <Button look="line" disabled={start.isPending} onClick={() => start.mutate(action as ActionName)}>
      Run again
    </Button>
  );
}
