import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './StreamBar.module.css';

/** One line under a terminal or log: what it waits for, or how it ended. */
export function StreamBar({ tone, text, children }: { tone: 'info' | 'warn' | 'bad'; text: string; children?: ReactNode }) {
  return (
    <div role="status" className={cx(styles.bar, styles[tone])}>
      <span className={styles.text}>{text}</span>
      {children}
    </div>
  );
}
