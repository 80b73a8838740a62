import type { KeyboardEvent } from 'react';
import type { TreeEntry } from '@/lib/api/types';
import { parentOf } from '@/lib/paths';
import { neighbour, type Row } from '../tree/rows';
import type { TreeStore } from '../tree/TreeStore';

interface TreeKeys {
  rows: Row[];
  tree: TreeStore;
  onActivate: (entry: TreeEntry) => void;
  onDelete: (entry: TreeEntry) => void;
  onMove: (path: string) => void;
}

const PAGE = 12;

/** The keys of a tree, as ARIA's authoring practices name them, and F2 and Delete. */
export function useTreeKeys({ rows, tree, onActivate, onDelete, onMove }: TreeKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    // While a name is typed, the keys belong to its field.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const { focused } = tree.store.getState();
    const row = rows.find((candidate) => candidate.key === focused);
    const current = row?.kind === 'entry' ? row : null;
    const move = (path: string | null) => {
      if (path === null) return;
      tree.focus(path);
      onMove(path);
    };
    const isFolder = current?.entry.type === 'directory';
    const keys: Partial<Record<string, () => void>> = {
      ArrowDown: () => move(neighbour(rows, focused, 1)),
      ArrowUp: () => move(neighbour(rows, focused, -1)),
      PageDown: () => move(neighbour(rows, focused, PAGE)),
      PageUp: () => move(neighbour(rows, focused, -PAGE)),
      Home: () => move(neighbour(rows, null, 1)),
      End: () => move(neighbour(rows, null, -1)),
      ArrowRight: () => {
        if (!current || !isFolder) return;
        if (current.isExpanded) move(neighbour(rows, focused, 1));
        else tree.setExpanded(current.entry.path, true);
      },
      ArrowLeft: () => {
        if (!current) return;
        if (isFolder && current.isExpanded) tree.setExpanded(current.entry.path, false);
        else move(parentOf(current.entry.path) || null);
      },
      Enter: () => current && onActivate(current.entry),
      ' ': () => current && onActivate(current.entry),
      F2: () => current && tree.startEdit({ kind: 'rename', path: current.entry.path }),
      Delete: () => current && onDelete(current.entry),
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}
