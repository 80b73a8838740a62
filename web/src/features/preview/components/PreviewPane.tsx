import { Monitor } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import type { Maximizing } from '@/components/MaximizeButton';
import { Notice } from '@/components/Notice';
import type { Sandbox } from '@/lib/api/types';
import { isFrameable, previewAddress } from '../address';
import { useLingering } from '../hooks/useLingering';
import type { PreviewStore } from '../PreviewStore';
import { PreviewBar } from './PreviewBar';
import { PreviewFrame } from './PreviewFrame';
import styles from './PreviewPane.module.css';

const RESTART_MS = 4_000;

interface PreviewPaneProps {
  projectId: string;
  previewUrl: string;
  sandbox: Sandbox | undefined;
  store: PreviewStore;
  maximizing: Maximizing | null;
  /** What starts something to look at, when nothing listens. */
  startAction: ReactNode;
  isStarting: boolean;
}

export function PreviewPane(props: PreviewPaneProps) {
  const { projectId, previewUrl, sandbox, store, maximizing, startAction, isStarting } = props;
  const { path, port, reloads, isPhone } = useStore(store);
  const ports = sandbox?.ports ?? [];
  const isUp = sandbox?.state === 'running';
  // The server's waiting pages reload by themselves, which would keep an idle sandbox awake: none is shown for long.
  const isShown = useLingering(isUp && ports.length > 0, RESTART_MS) && isUp;
  const chosen = ports.find((candidate) => candidate.port === port) ?? null;
  const address = previewAddress(projectId, path, chosen?.port ?? null);

  return (
    <section className={styles.pane} aria-label="Preview">
      <PreviewBar
        store={store}
        host={hostOf(chosen?.url ?? previewUrl)}
        ports={ports}
        address={address}
        isShown={isShown}
        maximizing={maximizing}
      />
      <div className={styles.content}>
        {isShown && isFrameable(chosen?.url ?? previewUrl) && (
          <PreviewFrame key={`${address} ${reloads}`} address={address} isPhone={isPhone} />
        )}
        {isShown && !isFrameable(chosen?.url ?? previewUrl) && (
          <Notice
            icon={<Monitor aria-hidden />}
            title="The preview opens in a tab of its own"
            action={
              <Button look="primary" onClick={() => window.open(address, '_blank', 'noopener')}>
                Open the preview
              </Button>
            }
          >
            At this address the browser does not let a frame keep its login. Use a host name or https to see it here.
          </Notice>
        )}
        {!isShown && (
          <Notice
            icon={<Monitor aria-hidden />}
            title={isStarting ? 'Waiting for a port' : 'Nothing to preview yet'}
            action={!isStarting && startAction}
          >
            {isStarting
              ? 'The preview opens as soon as the project listens on a port.'
              : 'Start the project. The preview opens as soon as it listens on a port.'}
          </Notice>
        )}
      </div>
    </section>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
