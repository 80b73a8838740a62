import { Skeleton } from '@/components/Skeleton';
import styles from './IdeSkeleton.module.css';

export function IdeSkeleton() {
  return (
    <div className={styles.frame}>
      <div className={styles.bar} />
      <div className={styles.files}>
        <Skeleton label="Opening the project" rows={8} />
      </div>
      <div className={styles.editor} />
    </div>
  );
}
