import { useEffect, useState } from 'react';
import { FileIcon } from 'lucide-react';
import { Notice } from '@/components/Notice';
import { formatBytes } from '@/lib/format';
import { nameOf } from '@/lib/paths';
import { TEXT_LIMIT } from '../documents/content';
import type { DocumentState } from '../documents/DocumentState';
import styles from './EditorPane.module.css';

type Opaque = Extract<DocumentState, { kind: 'opaque' }>;

/** A file that is not text to edit: an image is shown, anything else is named for what it is. */
export function OpaqueView({ path, state }: { path: string; state: Opaque }) {
  const name = nameOf(path);
  const size = state.size === null ? `More than ${formatBytes(TEXT_LIMIT)}` : formatBytes(state.size);
  if (state.blob) return <ImageView name={name} size={size} blob={state.blob} />;
  const what = state.what === 'binary' ? 'is not text' : 'is too large for the editor';
  return (
    <Notice icon={<FileIcon aria-hidden />} title={`${name} ${what}`}>
      {size}. Use the terminal to look into it.
    </Notice>
  );
}

function ImageView({ name, size, blob }: { name: string; size: string; blob: Blob }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const created = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- an object URL must be revoked by whoever made it
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [blob]);
  return (
    <figure className={styles.image}>
      <img src={url} alt={name} />
      <figcaption>{size}</figcaption>
    </figure>
  );
}
