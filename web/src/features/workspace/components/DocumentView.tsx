import { lazy, Suspense } from 'react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Skeleton } from '@/components/Skeleton';
import { nameOf } from '@/lib/paths';
import type { Documents } from '../documents/Documents';
import type { DocumentState } from '../documents/DocumentState';
import type { EditorStatusStore } from '../editorStatus';
import { DocumentBar } from './DocumentBar';
import { OpaqueView } from './OpaqueView';
import { PlainView } from './PlainView';
import styles from './EditorPane.module.css';

const MonacoView = lazy(() => import('./MonacoView'));

interface DocumentViewProps {
  documents: Documents;
  path: string;
  state: DocumentState | undefined;
  status: EditorStatusStore;
}

export function DocumentView({ documents, path, state, status }: DocumentViewProps) {
  const document = documents.get(path);
  if (!document || !state || state.kind === 'loading') return <Skeleton label={`Opening ${nameOf(path)}`} rows={8} />;
  if (state.kind === 'failed') {
    return (
      <Notice
        alert
        title={state.isMissing ? `${nameOf(path)} does not exist` : `${nameOf(path)} could not be opened`}
        action={
          <Button
            look="primary"
            onClick={() => (state.isMissing ? documents.close(path) : void document.load())}
          >
            {state.isMissing ? 'Close this tab' : 'Try again'}
          </Button>
        }
      >
        {state.isMissing ? 'It was deleted or moved.' : state.message}
      </Notice>
    );
  }
  if (state.kind === 'opaque') return <OpaqueView path={path} state={state} />;
  const { buffer } = document;
  if (!buffer) return null;
  return (
    <div className={styles.document}>
      <DocumentBar document={document} state={state} />
      {buffer.kind === 'monaco' ? (
        <Suspense fallback={<Skeleton label="Loading the editor" rows={8} />}>
          <MonacoView path={path} buffer={buffer} documents={documents} status={status} />
        </Suspense>
      ) : (
        <PlainView path={path} buffer={buffer} />
      )}
    </div>
  );
}
