import { Play } from 'lucide-react';
import { Button } from '@/components/Button';
import { useManifest } from '../hooks/useManifest';
import { useStartRun } from '../hooks/useStartRun';

/** Starts what there is to look at: the empty preview's one next step. */
export function StartDevButton({ projectId, onStarted }: { projectId: string; onStarted: (runId: string) => void }) {
  const manifest = useManifest(projectId);
  const start = useStartRun(projectId, onStarted);
  if (!manifest.data?.actions.dev) return null;
  return (
    <Button look="line" disabled={start.isPending} onClick={() => start.mutate('dev')}>
      <Play size={12} fill="currentColor" aria-hidden />
      Start Dev
    </Button>
  );
}
