import type { TreeEntry, TreeListing } from '@/lib/api/types';
import { parentOf } from '@/lib/paths';
import type { TreeEdit } from './TreeStore';

/** What is known about the content of one folder. */
export interface Folder {
  listing: TreeListing | undefined;
  error: Error | null;
}

export type Row =
  | { kind: 'entry'; key: string; depth: number; entry: TreeEntry; isExpanded: boolean }
  | { kind: 'rename'; key: string; depth: number; entry: TreeEntry; siblings: string[] }
  | { kind: 'create'; key: string; depth: number; parent: string; type: 'file' | 'directory'; siblings: string[] }
  | { kind: 'loading'; key: string; depth: number }
  | { kind: 'error'; key: string; depth: number; path: string; message: string }
  | { kind: 'truncated'; key: string; depth: number };

/** The visible lines of the tree, from the folders that are unfolded. */
export function treeRows(folders: ReadonlyMap<string, Folder>, expanded: ReadonlySet<string>, edit: TreeEdit | null) {
  const rows: Row[] = [];
  const visit = (path: string, depth: number) => {
    const { listing, error } = folders.get(path) ?? { listing: undefined, error: null };
    const entries = listing?.entries ?? [];
    const siblings = entries.map((entry) => entry.name);
    if (edit?.kind === 'create' && edit.parent === path) {
      rows.push({ kind: 'create', key: `create:${path}`, depth, parent: path, type: edit.type, siblings });
    }
    for (const entry of entries) {
      const isExpanded = entry.type === 'directory' && expanded.has(entry.path);
      const key = entry.path;
      if (edit?.kind === 'rename' && edit.path === entry.path) {
        rows.push({ kind: 'rename', key, depth, entry, siblings: siblings.filter((name) => name !== entry.name) });
      } else rows.push({ kind: 'entry', key, depth, entry, isExpanded });
      if (isExpanded) visit(entry.path, depth + 1);
    }
    if (listing?.truncated) rows.push({ kind: 'truncated', key: `truncated:${path}`, depth });
    if (!listing && error) rows.push({ kind: 'error', key: `error:${path}`, depth, path, message: error.message });
    else if (!listing) rows.push({ kind: 'loading', key: `loading:${path}`, depth });
  };
  visit('', 0);
  return rows;
}

/** The entry that an arrow key leads to from `focused`. */
export function neighbour(rows: readonly Row[], focused: string | null, step: number): string | null {
  const entries = rows.filter((row) => row.kind === 'entry');
  const index = entries.findIndex((row) => row.key === focused);
  const next = index < 0 ? (step > 0 ? 0 : entries.length - 1) : index + step;
  return entries[Math.max(0, Math.min(entries.length - 1, next))]?.key ?? null;
}

/** The folder in which something new is made while `focused` has the focus. */
export function folderFor(rows: readonly Row[], focused: string | null): string {
  const row = rows.find((candidate) => candidate.key === focused);
  if (row?.kind !== 'entry') return '';
  return row.entry.type === 'directory' ? row.entry.path : parentOf(row.entry.path);
}
