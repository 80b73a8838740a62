import { useMutation } from '@tanstack/react-query';
import { EllipsisVertical, Play, Square } from 'lucide-react';
import { toast } from 'sonner';
import { Button, IconButton } from '@/components/Button';
import { Menu, MenuItem } from '@/components/Menu';
import type { ActionName, Run } from '@/lib/api/types';
import { stopRun } from '../api/stopRun';
import { useManifest } from '../hooks/useManifest';
import { useStartRun } from '../hooks/useStartRun';
import styles from './ActionButtons.module.css';

const ORDER: ActionName[] = ['install', 'dev', 'build', 'test'];
const TITLES: Record<ActionName, string> = { install: 'Install', dev: 'Dev', build: 'Build', test: 'Test' };

interface ActionButtonsProps {
  projectId: string;
  runs: Run[];
  isNarrow: boolean;
  onStarted: (runId: string) => void;
}

/** The project's actions; one that runs becomes its own stop button. */
export function ActionButtons({ projectId, runs, isNarrow, onStarted }: ActionButtonsProps) {
  const manifest = useManifest(projectId);
  const start = useStartRun(projectId, onStarted);
  const stop = useMutation({ mutationFn: stopRun, onError: (error) => toast.error(error.message) });
  const declared = manifest.data?.actions;
  if (!declared) return null;

  const actions = ORDER.flatMap((name) => {
    const declaration = declared[name];
    const running = runs.find((run) => run.action === name && run.state === 'running');
    return declaration ? [{ name, running, title: TITLES[name], command: declaration.command }] : [];
  });
  const act = ({ name, running }: (typeof actions)[number]) => {
    if (running) stop.mutate(running.id);
    else start.mutate(name);
  };
  const inBar = isNarrow ? actions.filter(({ name }) => name === 'dev') : actions;
  const inMenu = isNarrow ? actions.filter(({ name }) => name !== 'dev') : [];

  return (
    <div role="group" aria-label="Actions" className={styles.actions}>
      {inBar.map((action) => (
        <Button
          key={action.name}
          look={action.running ? 'line' : action.name === 'dev' ? 'primary' : 'plain'}
          aria-label={action.running ? `Stop ${action.title}` : action.title}
          title={action.running ? `Stop ${action.title}` : [action.command].flat().join(' ')}
          disabled={start.isPending && start.variables === action.name}
          onClick={() => act(action)}
        >
          {action.running && <Square size={12} className={styles.stop} fill="currentColor" aria-hidden />}
          {!action.running && action.name === 'dev' && <Play size={12} fill="currentColor" aria-hidden />}
          {action.title}
        </Button>
      ))}
      {inMenu.length > 0 && (
        <Menu
          trigger={
            <IconButton label="More actions">
              <EllipsisVertical size={16} aria-hidden />
            </IconButton>
          }
        >
          {inMenu.map((action) => (
            <MenuItem key={action.name} onSelect={() => act(action)}>
              {action.running ? `Stop ${action.title}` : action.title}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}
