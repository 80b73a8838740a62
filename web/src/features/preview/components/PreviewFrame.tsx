import { useState } from 'react';
import { cx } from '@/lib/cx';
import styles from './PreviewPane.module.css';

/** The preview is another origin, so its own origin's rights are safe to give. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';

export function PreviewFrame({ address, isPhone }: { address: string; isPhone: boolean }) {
  const [isLoading, setLoading] = useState(true);
  return (
    <>
      {isLoading && <div className={styles.progress} role="progressbar" aria-label="Loading the preview" />}
      <iframe
        title="Preview"
        src={address}
        sandbox={SANDBOX}
        allow="clipboard-write; fullscreen"
        className={cx(styles.frame, isPhone && styles.phone)}
        onLoad={() => setLoading(false)}
      />
    </>
  );
}
