import { ChevronDown, ChevronRight, File, FileSymlink } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { TreeEntry } from '@/lib/api/types';
import { cx } from '@/lib/cx';
import { treeKey } from '@/lib/queryKeys';
import type { Documents } from '../documents/Documents';
import { isDirty } from '../documents/DocumentState';
import type { useTreeActions } from '../hooks/useTreeActions';
import type { Row } from '../tree/rows';
import type { TreeStore } from '../tree/TreeStore';
import { NameField } from './NameField';
import styles from './FileTree.module.css';

interface TreeRowProps {
  id: string;
  row: Row;
  projectId: string;
  isFocused: boolean;
  isActive: boolean;
  documents: Documents;
  tree: TreeStore;
  actions: ReturnType<typeof useTreeActions>;
  onActivate: (entry: TreeEntry) => void;
  onEditEnd: () => void;
}

export function TreeRow(props: TreeRowProps) {
  const { row, projectId, actions, onEditEnd } = props;
  const queryClient = useQueryClient();
  const indent = { paddingLeft: 10 + row.depth * 14 };
  switch (row.kind) {
    case 'entry':
      return <EntryRow {...props} entry={row.entry} isExpanded={row.isExpanded} indent={indent} />;
    case 'rename':
      return (
        <div role="treeitem" aria-level={row.depth + 1} aria-selected className={styles.row} style={indent}>
          <EntryIcon entry={row.entry} isExpanded={false} />
          <NameField
            label={`New name of ${row.entry.name}`}
            initial={row.entry.name}
            siblings={row.siblings}
            onCommit={(name) => void actions.rename(row.entry.path, name)}
            onEnd={onEditEnd}
          />
        </div>
      );
    case 'create':
      return (
        <div role="treeitem" aria-level={row.depth + 1} aria-selected className={styles.row} style={indent}>
          {row.type === 'directory' ? <ChevronRight size={14} aria-hidden /> : <File size={14} aria-hidden />}
          <NameField
            label={row.type === 'directory' ? 'Name of the new folder' : 'Name of the new file'}
            initial=""
            siblings={row.siblings}
            onCommit={(name) => void actions.create(row.parent, name, row.type)}
            onEnd={onEditEnd}
          />
        </div>
      );
    case 'loading':
      return (
        <div role="treeitem" aria-selected={false} aria-label="Loading" className={styles.row} style={indent}>
          <span className={styles.placeholder} />
        </div>
      );
    case 'truncated':
      return (
        <div role="treeitem" aria-selected={false} className={cx(styles.row, styles.quiet)} style={indent}>
          More files are not shown
        </div>
      );
    case 'error':
      return (
        <div role="treeitem" aria-selected={false} className={cx(styles.row, styles.quiet)} style={indent}>
          <button
            type="button"
            className={styles.retry}
            title={row.message}
            onClick={() => void queryClient.refetchQueries({ queryKey: treeKey(projectId, row.path), exact: true })}
          >
            Could not be listed. Try again
          </button>
        </div>
      );
  }
}

interface EntryRowProps extends TreeRowProps {
  entry: TreeEntry;
  isExpanded: boolean;
  indent: { paddingLeft: number };
}

function EntryRow({ id, row, entry, isExpanded, isFocused, isActive, documents, onActivate, indent }: EntryRowProps) {
  const dirty = useStore(documents.store, ({ states }) => isDirty(states[entry.path]));
  const isFolder = entry.type === 'directory';
  return (
    // The tree itself handles the keys for the row that has its focus.
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={isFocused}
      {...(isFolder && { 'aria-expanded': isExpanded })}
      data-path={entry.path}
      title={entry.path}
      className={cx(styles.row, isFocused && styles.focused, isActive && styles.active)}
      style={indent}
      onClick={() => onActivate(entry)}
    >
      <EntryIcon entry={entry} isExpanded={isExpanded} />
      <span className={styles.name}>{entry.name}</span>
      {dirty && <span className={styles.dirty} role="img" aria-label="unsaved" />}
    </div>
  );
}

function EntryIcon({ entry, isExpanded }: { entry: TreeEntry; isExpanded: boolean }) {
  if (entry.type === 'other') return <FileSymlink size={14} className={styles.icon} aria-hidden />;
  if (entry.type === 'file') return <File size={14} className={styles.icon} aria-hidden />;
  return isExpanded ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />;
}
