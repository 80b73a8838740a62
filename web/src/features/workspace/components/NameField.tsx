import { useRef, useState } from 'react';
import { nameProblem } from '@/lib/paths';
import styles from './FileTree.module.css';

interface NameFieldProps {
  label: string;
  initial: string;
  siblings: readonly string[];
  onCommit: (name: string) => void;
  onEnd: () => void;
}

/** Types a name in place: Enter or leaving takes it, Escape does not. */
export function NameField({ label, initial, siblings, onCommit, onEnd }: NameFieldProps) {
  const [name, setName] = useState(initial);
  const isDone = useRef(false);
  const trimmed = name.trim();
  const problem = trimmed === '' ? null : nameProblem(trimmed, siblings);

  const finish = (isTaken: boolean) => {
    // Removing the field takes its focus away, which would finish a second time.
    if (isDone.current) return;
    isDone.current = true;
    onEnd();
    if (isTaken && trimmed !== '' && trimmed !== initial && !problem) onCommit(trimmed);
  };

  return (
    <span className={styles.edit}>
      <input
        ref={(input) => input?.focus()}
        className={styles.input}
        aria-label={label}
        aria-invalid={problem !== null}
        title={problem ?? undefined}
        value={name}
        spellCheck={false}
        autoComplete="off"
        onFocus={({ target }) => {
          const dot = initial.lastIndexOf('.');
          target.setSelectionRange(0, dot > 0 ? dot : initial.length);
        }}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') finish(false);
          if (event.key === 'Enter' && !problem) finish(true);
        }}
      />
      {problem && (
        <span role="alert" className={styles.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}
