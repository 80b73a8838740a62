import { useState } from 'react';
import { FileCode } from 'lucide-react';
import { useStore } from 'zustand';
import type { Maximizing } from '@/components/MaximizeButton';
import { Notice } from '@/components/Notice';
import type { Documents } from '../documents/Documents';
import type { EditorStatusStore } from '../editorStatus';
import { CloseDialog } from './CloseDialog';
import { DocumentView } from './DocumentView';
import { EditorTabs } from './EditorTabs';
import styles from './EditorPane.module.css';

interface EditorPaneProps {
  documents: Documents;
  status: EditorStatusStore;
  maximizing: Maximizing | null;
}

export function EditorPane({ documents, status, maximizing }: EditorPaneProps) {
  const { tabs, active, states } = useStore(documents.store);
  const [closing, setClosing] = useState<string | null>(null);
  const close = (path: string) => {
    if (documents.isDirty(path)) setClosing(path);
    else documents.close(path);
  };

  return (
    <section className={styles.pane} aria-label="Editor">
      {tabs.length > 0 && (
        <EditorTabs
          tabs={tabs}
          active={active}
          states={states}
          onActivate={(path) => documents.open(path)}
          onClose={close}
          maximizing={maximizing}
          onSave={(path) => void documents.save(path)}
        />
      )}
      <div className={styles.content}>
        {active === null ? (
          <Notice icon={<FileCode aria-hidden />} title="No file is open">
            Choose one from the file tree. Unsaved text is always kept in this browser.
          </Notice>
        ) : (
          <DocumentView documents={documents} path={active} state={states[active]} status={status} />
        )}
      </div>
      {closing !== null && (
        <CloseDialog documents={documents} path={closing} onClose={() => setClosing(null)} />
      )}
    </section>
  );
}
