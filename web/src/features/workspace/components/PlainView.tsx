import { useSyncExternalStore } from 'react';
import type { TextBuffer } from '../documents/TextBuffer';
import styles from './EditorPane.module.css';

export function PlainView({ path, buffer }: { path: string; buffer: TextBuffer }) {
  const text = useSyncExternalStore(
    (listener) => buffer.onChange(listener),
    () => buffer.text(),
  );
  return (
    <textarea
      className={styles.plain}
      aria-label={`Editor: ${path}`}
      spellCheck={false}
      value={text}
      onChange={(event) => buffer.replace(event.target.value)}
    />
  );
}
