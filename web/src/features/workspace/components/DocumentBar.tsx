import { Button } from '@/components/Button';
import { nameOf } from '@/lib/paths';
import type { TextState } from '../documents/DocumentState';
import type { TextDocument } from '../documents/TextDocument';
import styles from './DocumentBar.module.css';

/** Says above the text what stands between it and the disk, with the choices there are. */
export function DocumentBar({ document, state }: { document: TextDocument; state: TextState }) {
  const name = nameOf(document.path);
  if (state.disk.kind === 'changed' && !state.disk.isDismissed) {
    return (
      <Bar text={`${name} changed on disk while you edited it. Nothing was overwritten.`}>
        <Button look="line" onClick={() => void document.revert()}>
          Load theirs
        </Button>
        <Button look="line" onClick={() => void document.overwrite()}>
          Overwrite theirs
        </Button>
        <Button onClick={() => document.dismissDisk()}>Keep editing</Button>
      </Bar>
    );
  }
  if (state.disk.kind === 'deleted' && !state.disk.isDismissed) {
    return (
      <Bar text={`${name} was deleted on disk. Its text is kept here; saving creates it again.`}>
        <Button look="line" onClick={() => void document.save()}>
          Save again
        </Button>
        <Button onClick={() => document.dismissDisk()}>Keep editing</Button>
      </Bar>
    );
  }
  if (state.save.kind === 'waiting') {
    return <Bar text={`${name} is not saved: there is no connection. It is saved as soon as there is one.`} />;
  }
  if (state.save.kind === 'failed') {
    return (
      <Bar text={`${name} could not be saved. ${state.save.message}`}>
        <Button look="line" onClick={() => void document.save()}>
          Save again
        </Button>
      </Bar>
    );
  }
  if (state.isDirty && !state.isKept) {
    return <Bar text="This text is too large to be kept in the browser. Save it before you leave the page." />;
  }
  return null;
}

function Bar({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <div role="alert" className={styles.bar}>
      <span className={styles.text}>{text}</span>
      {children}
    </div>
  );
}
