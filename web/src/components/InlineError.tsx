import styles from './InlineError.module.css';

export function InlineError({ error }: { error?: Error | string | null | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className={styles.error}>
      {typeof error === 'string' ? error : error.message}
    </p>
  );
}
