import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'line' | 'primary' | 'danger';
}

export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={cx(styles.button, styles[look], className)} {...rest} />;
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  label: string;
  /** Shown after the label in the tooltip, e.g. the key that does the same. */
  hint?: string;
  small?: boolean;
}

export function IconButton({ label, hint, small, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={hint ? `${label} (${hint})` : label}
      className={cx(styles.button, styles.icon, small && styles.small, className)}
      {...rest}
    />
  );
}
