import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  description?: ReactNode;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog; it is open for as long as it is rendered. */
export function Dialog({ title, description, wide, onClose, children }: DialogProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.veil} />
        <Radix.Content className={cx(styles.dialog, wide && styles.wide)} {...(!description && noDescription)}>
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const noDescription = { 'aria-describedby': undefined };

export function DialogFooter({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.footer}>
      <span className={styles.note}>{note}</span>
      {children}
    </div>
  );
}
