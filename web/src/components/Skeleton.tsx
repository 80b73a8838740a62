import styles from './Skeleton.module.css';

interface SkeletonProps {
  label: string;
  rows?: number;
  height?: number;
}

/** The shape of what is being loaded, so that nothing jumps when it arrives. */
export function Skeleton({ label, rows = 4, height = 12 }: SkeletonProps) {
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} style={{ height, width: `${90 - ((row * 37) % 45)}%` }} />
      ))}
    </div>
  );
}
