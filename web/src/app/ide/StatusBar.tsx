import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { StateDot } from '@/components/StateDot';
import { useManifest } from '@/features/run/hooks/useManifest';
import { IdleCountdown } from '@/features/sandbox/components/IdleCountdown';
import { useSession } from '@/features/session/hooks/useSession';
import type { Sandbox } from '@/lib/api/types';
import type { ConnectionState } from '@/lib/net/ReconnectingSocket';
import { sandboxText, type Tone } from '@/lib/words';
import type { Workbench } from './Workbench';
import styles from './StatusBar.module.css';

interface StatusBarProps {
  workbench: Workbench;
  sandbox: Sandbox | undefined;
  isNarrow: boolean;
}

export function StatusBar({ workbench, sandbox, isNarrow }: StatusBarProps) {
  const { events, editorStatus, documents, projectId } = workbench;
  const connection = useSyncExternalStore(events.connectionChanges.subscribe, () => events.connection);
  const { position, language } = useStore(editorStatus);
  const unsaved = useStore(documents.store, () => documents.dirtyPaths().length);
  const problem = useManifest(projectId).data?.problems.join(' ');
  const version = useSession().data?.version;
  const { tone, text } = connectionText(connection);

  return (
    <footer className={styles.bar}>
      <span className={styles.item} role="status" data-testid="connection">
        <StateDot tone={tone} />
        {text}
      </span>
      <IdleCountdown projectId={projectId} sandbox={sandbox} />
      {problem && (
        <span className={styles.problem} title={problem}>
          vivarium.json: {problem}
        </span>
      )}
      <span className={styles.grow} />
      {isNarrow && sandbox && (
        <span className={styles.sandbox} aria-hidden>
          {sandboxText(sandbox)}
        </span>
      )}
      {unsaved > 0 && <span>{unsaved} unsaved</span>}
      {position && (
        <span className={styles.wide}>
          Ln {position.line}, Col {position.column}
        </span>
      )}
      {language && <span className={styles.wide}>{language}</span>}
      {version && <span className={styles.wide}>vivarium {version}</span>}
    </footer>
  );
}

function connectionText(connection: ConnectionState): { tone: Tone; text: string } {
  if (connection.kind === 'open') return { tone: 'on', text: 'Connected' };
  const isFirst = connection.kind === 'connecting' && connection.attempt === 0;
  if (isFirst) return { tone: 'busy', text: 'Connecting…' };
  if (connection.kind === 'closed') return { tone: 'off', text: 'Not connected' };
  return { tone: 'bad', text: 'Connection lost. Trying again; edits are kept.' };
}
