import type { Tone } from '@/lib/words';
import { cx } from '@/lib/cx';
import styles from './StateDot.module.css';

/** Colour only; the words beside it say the same. */
export function StateDot({ tone }: { tone: Tone }) {
  return <span aria-hidden className={cx(styles.dot, styles[tone])} />;
}
