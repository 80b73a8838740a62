import { X } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './TabBar.module.css';

export interface TabItem {
  key: string;
  label: string;
  /** The accessible name where it says more than the label. */
  name?: string;
  title?: string;
  lead?: ReactNode;
  trail?: string;
  isDirty?: boolean;
  closeLabel: string;
}

interface TabBarProps {
  label: string;
  items: TabItem[];
  active: string | null;
  onActivate: (key: string) => void;
  onClose: (key: string) => void;
  children?: ReactNode;
}

/** Tabs that can be closed: arrows move, Delete closes, and so does the middle mouse button. */
export function TabBar({ label, items, active, onActivate, onClose, children }: TabBarProps) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  // Ids stand in a list separated by spaces, and a path may contain some.
  const tabId = (key: string) => `${id}-${encodeURIComponent(key)}`;

  useEffect(() => {
    bar.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Delete') {
      const item = items[index];
      if (item) onClose(item.key);
      return;
    }
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: items.length - 1 }[event.key];
    const item = target === undefined ? undefined : items.at(target % items.length);
    if (!item) return;
    event.preventDefault();
    onActivate(item.key);
    document.getElementById(tabId(item.key))?.focus();
  };

  return (
    <div className={styles.bar}>
      <div className={styles.tabs} ref={bar}>
        {/* A close button may not stand inside a tab list, so the list owns its tabs from outside of the tree. */}
        <div role="tablist" aria-label={label} aria-owns={items.map((item) => tabId(item.key)).join(' ')} />
        {items.map((item, index) => (
          <div
            key={item.key}
            className={cx(styles.tab, item.key === active && styles.active)}
            onAuxClick={(event) => event.button === 1 && onClose(item.key)}
          >
            <button
              type="button"
              role="tab"
              id={tabId(item.key)}
              aria-selected={item.key === active}
              aria-label={`${item.name ?? item.label}${item.isDirty ? ', unsaved' : ''}`}
              tabIndex={item.key === active ? 0 : -1}
              title={item.title}
              className={styles.select}
              onClick={() => onActivate(item.key)}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              {item.lead}
              <span className={styles.label}>{item.label}</span>
              {item.trail && <span className={styles.trail}>{item.trail}</span>}
            </button>
            <button
              type="button"
              className={cx(styles.close, item.isDirty && styles.dirty)}
              aria-label={item.closeLabel}
              title={item.closeLabel}
              tabIndex={item.key === active ? 0 : -1}
              onClick={() => onClose(item.key)}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}
