import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './Notice.module.css';

interface NoticeProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** The one obvious thing to do next. */
  action?: ReactNode;
  page?: boolean;
  alert?: boolean;
}

/** What an empty, failed or waiting view says instead of its content. */
export function Notice({ icon, title, children, action, page, alert }: NoticeProps) {
  return (
    <div className={cx(styles.notice, page && styles.page)} role={alert ? 'alert' : undefined}>
      {icon && <span className={styles.icon}>{icon}</span>}
      {page ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}
