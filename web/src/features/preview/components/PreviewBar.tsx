import { ExternalLink, RotateCw, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '@/components/Button';
import { MaximizeButton, type Maximizing } from '@/components/MaximizeButton';
import type { Port } from '@/lib/api/types';
import { typedPath } from '../address';
import type { PreviewStore } from '../PreviewStore';
import styles from './PreviewBar.module.css';

interface PreviewBarProps {
  store: PreviewStore;
  host: string;
  ports: Port[];
  address: string;
  isShown: boolean;
  maximizing: Maximizing | null;
}

export function PreviewBar({ store, host, ports, address, isShown, maximizing }: PreviewBarProps) {
  const { path, port, isPhone } = useStore(store);
  const [typed, setTyped] = useState<string | null>(null);
  const reload = () => store.setState(({ reloads }) => ({ reloads: reloads + 1 }));
  const go = () => {
    if (typed !== null) store.setState({ path: typedPath(typed) });
    setTyped(null);
    reload();
  };

  return (
    <div className={styles.bar}>
      <IconButton label="Reload preview" disabled={!isShown} onClick={reload}>
        <RotateCw size={14} aria-hidden />
      </IconButton>
      <form
        className={styles.address}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <span className={styles.host} title={host}>
          {host}
        </span>
        <input
          aria-label="Preview address"
          spellCheck={false}
          autoComplete="off"
          value={typed ?? path}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped(null)}
        />
      </form>
      {ports.length > 0 && (
        <select
          aria-label="Preview port"
          className={styles.port}
          value={ports.some((candidate) => candidate.port === port) ? String(port) : ''}
          onChange={(event) => store.setState({ port: event.target.value === '' ? null : Number(event.target.value) })}
        >
          <option value="">{ports.length === 1 ? `:${ports[0]?.port ?? ''}` : 'main port'}</option>
          {ports.length > 1 &&
            ports.map((candidate) => (
              <option key={candidate.port} value={candidate.port}>
                :{candidate.port}
              </option>
            ))}
        </select>
      )}
      <IconButton
        className={styles.wide}
        label="Phone width"
        aria-pressed={isPhone}
        disabled={!isShown}
        onClick={() => store.setState({ isPhone: !isPhone })}
      >
        <Smartphone size={14} aria-hidden />
      </IconButton>
      <IconButton
        label="Open preview in a tab"
        disabled={!isShown}
        onClick={() => window.open(address, '_blank', 'noopener')}
      >
        <ExternalLink size={14} aria-hidden />
      </IconButton>
      <MaximizeButton what="preview" maximizing={maximizing} />
    </div>
  );
}
