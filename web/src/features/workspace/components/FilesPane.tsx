import { FilePlus, FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/Button';
import { ConfirmDialog } from '@/components/ConfirmDialog';
import { nameOf } from '@/lib/paths';
import type { TreeEntry } from '@/lib/api/types';
import type { Documents } from '../documents/Documents';
import { useTreeActions } from '../hooks/useTreeActions';
import { useTreeRows } from '../hooks/useTreeRows';
import { folderFor } from '../tree/rows';
import type { TreeStore } from '../tree/TreeStore';
import { FileTree } from './FileTree';
import styles from './FilesPane.module.css';

interface FilesPaneProps {
  projectId: string;
  tree: TreeStore;
  documents: Documents;
  /** Called with a file that was chosen, before it is open. */
  onOpen?: (path: string) => void;
}

export function FilesPane({ projectId, tree, documents, onOpen }: FilesPaneProps) {
  const [deleting, setDeleting] = useState<TreeEntry | null>(null);
  const rows = useTreeRows(projectId, tree);
  const actions = useTreeActions(projectId, tree, documents);
  const create = (type: 'file' | 'directory') =>
    tree.startEdit({ kind: 'create', parent: folderFor(rows, tree.store.getState().focused), type });
  const open = (path: string) => {
    documents.open(path);
    onOpen?.(path);
  };

  return (
    <section className={styles.pane} aria-label="File explorer">
      <div className={styles.head}>
        <h2>Files</h2>
        <IconButton label="New file" onClick={() => create('file')}>
          <FilePlus size={16} aria-hidden />
        </IconButton>
        <IconButton label="New folder" onClick={() => create('directory')}>
          <FolderPlus size={16} aria-hidden />
        </IconButton>
      </div>
      <FileTree
        rows={rows}
        projectId={projectId}
        tree={tree}
        documents={documents}
        actions={actions}
        onOpen={open}
        onDelete={setDeleting}
      />
      {deleting && (
        <ConfirmDialog
          title={`Delete ${nameOf(deleting.path)}?`}
          description={
            deleting.type === 'directory'
              ? 'The folder and everything in it is deleted. This cannot be undone.'
              : 'The file is deleted. This cannot be undone.'
          }
          action="Delete"
          onConfirm={() => {
            void actions.remove(deleting.path);
            setDeleting(null);
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </section>
  );
}
