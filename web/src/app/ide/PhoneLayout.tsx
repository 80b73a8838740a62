import { Code, Files, Monitor, SquareTerminal } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { cx } from '@/lib/cx';
import type { LayoutStore, Pane } from './LayoutStore';
import styles from './PhoneLayout.module.css';

const TABS = [
  { pane: 'files', title: 'Files', Icon: Files },
  { pane: 'editor', title: 'Editor', Icon: Code },
  { pane: 'preview', title: 'Preview', Icon: Monitor },
  { pane: 'terminal', title: 'Terminal', Icon: SquareTerminal },
] as const;

/** One pane at a time, chosen at the bottom; a pane that was looked at stays as it was left. */
export function PhoneLayout({ layout, panes }: { layout: LayoutStore; panes: Record<Pane, ReactNode> }) {
  const pane = useStore(layout, (state) => state.pane);
  const [seen, setSeen] = useState<ReadonlySet<Pane>>(new Set([pane]));
  if (!seen.has(pane)) setSeen(new Set([...seen, pane]));

  return (
    <div className={styles.layout}>
      {TABS.filter((tab) => seen.has(tab.pane)).map((tab) => (
        <div key={tab.pane} className={styles.pane} hidden={tab.pane !== pane}>
          {panes[tab.pane]}
        </div>
      ))}
      <nav className={styles.tabs} aria-label="Panes">
        {TABS.map(({ pane: target, title, Icon }) => (
          <button
            key={target}
            type="button"
            className={cx(styles.tab, target === pane && styles.active)}
            aria-current={target === pane ? 'page' : undefined}
            onClick={() => layout.setState({ pane: target })}
          >
            <Icon size={18} aria-hidden />
            {title}
          </button>
        ))}
      </nav>
    </div>
  );
}
