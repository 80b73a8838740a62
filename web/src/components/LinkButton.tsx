import { Link, type LinkProps } from 'react-router';
import { cx } from '@/lib/cx';
import styles from './Button.module.css';

/** A link that is the next thing to do, so it looks like a button. */
export function LinkButton({ className, ...rest }: LinkProps) {
  return <Link className={cx(styles.button, styles.line, className)} {...rest} />;
}
