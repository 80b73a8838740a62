import { ContextMenu } from 'radix-ui';
import { useId, useRef, useState, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { TreeEntry } from '@/lib/api/types';
import { TOUCH, useMedia } from '@/lib/useMedia';
import type { Documents } from '../documents/Documents';
import { useTreeKeys } from '../hooks/useTreeKeys';
import type { useTreeActions } from '../hooks/useTreeActions';
import { useWindowedRows } from '../hooks/useWindowedRows';
import type { Row } from '../tree/rows';
import type { TreeStore } from '../tree/TreeStore';
import { TreeContextMenu } from './TreeContextMenu';
import { TreeRow } from './TreeRow';
import styles from './FileTree.module.css';

const ROW_HEIGHT = 24;
const TOUCH_ROW_HEIGHT = 36;

interface FileTreeProps {
  rows: Row[];
  projectId: string;
  tree: TreeStore;
  documents: Documents;
  actions: ReturnType<typeof useTreeActions>;
  onOpen: (path: string) => void;
  onDelete: (entry: TreeEntry) => void;
}

export function FileTree({ rows, projectId, tree, documents, actions, onOpen, onDelete }: FileTreeProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [menuEntry, setMenuEntry] = useState<TreeEntry | null>(null);
  const rowHeight = useMedia(TOUCH) ? TOUCH_ROW_HEIGHT : ROW_HEIGHT;
  const { first, last } = useWindowedRows(scroller, rows.length, rowHeight);
  const focused = useStore(tree.store, (state) => state.focused);
  const active = useStore(documents.store, (state) => state.active);
  const rowId = (key: string) => `${id}-${encodeURIComponent(key)}`;

  const activate = (entry: TreeEntry) => {
    tree.focus(entry.path);
    if (entry.type === 'directory') {
      tree.setExpanded(entry.path, !tree.store.getState().expanded.includes(entry.path));
    } else if (entry.type === 'file') onOpen(entry.path);
  };
  const scrollTo = (path: string) => {
    const top = rows.findIndex((row) => row.key === path) * rowHeight;
    const element = scroller.current;
    if (!element || top < 0) return;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + rowHeight;
    if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  };
  const listStyle = {
    '--row': `${rowHeight}px`,
    height: rows.length * rowHeight,
    paddingTop: first * rowHeight,
  } as CSSProperties;
  const onKeyDown = useTreeKeys({ rows, tree, onActivate: activate, onDelete, onMove: scrollTo });

  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <div
          ref={scroller}
          role="tree"
          aria-label="Files"
          tabIndex={0}
          className={styles.tree}
          {...(focused !== null && { 'aria-activedescendant': rowId(focused) })}
          onKeyDown={onKeyDown}
          onContextMenu={(event) => {
            const key = (event.target as HTMLElement).closest<HTMLElement>('[data-path]')?.dataset.path;
            const row = rows.find((candidate) => candidate.key === key);
            setMenuEntry(row?.kind === 'entry' ? row.entry : null);
            tree.focus(key ?? null);
          }}
        >
          <div role="none" style={listStyle}>
            {rows.slice(first, last).map((row) => (
              <TreeRow
                key={row.key}
                id={rowId(row.key)}
                row={row}
                projectId={projectId}
                isFocused={row.key === focused}
                isActive={row.key === active}
                documents={documents}
                tree={tree}
                actions={actions}
                onActivate={activate}
                onEditEnd={() => {
                  tree.endEdit();
                  scroller.current?.focus();
                }}
              />
            ))}
          </div>
          {rows.length === 0 && <p className={styles.empty}>This folder is empty. Make a file with the buttons above.</p>}
        </div>
      </ContextMenu.Trigger>
      <TreeContextMenu entry={menuEntry} tree={tree} onDelete={onDelete} />
    </ContextMenu.Root>
  );
}
