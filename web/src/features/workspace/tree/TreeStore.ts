import { createStore, type StoreApi } from 'zustand/vanilla';
import { isWithin, movedPath, parentOf } from '@/lib/paths';
import { readStored, writeStored } from '@/lib/storage';

export type TreeEdit =
  | { kind: 'create'; parent: string; type: 'file' | 'directory' }
  | { kind: 'rename'; path: string };

export interface TreeState {
  expanded: string[];
  focused: string | null;
  edit: TreeEdit | null;
}

/** What is unfolded, focused and being named in one project's file tree. */
export class TreeStore {
  readonly store: StoreApi<TreeState>;
  readonly #storageKey: string;

  constructor(projectId: string) {
    this.#storageKey = `vivarium:${projectId}:expanded`;
    const stored = readStored(this.#storageKey);
    const expanded = Array.isArray(stored) ? stored.filter((path) => typeof path === 'string') : [];
    this.store = createStore(() => ({ expanded, focused: null, edit: null }));
  }

  focus(path: string | null): void {
    this.store.setState({ focused: path });
  }

  setExpanded(path: string, isExpanded: boolean): void {
    this.#expand((expanded) => (isExpanded ? [...expanded, path] : expanded.filter((other) => other !== path)));
  }

  /** Unfolds every folder above `path` and puts the focus on it. */
  reveal(path: string): void {
    const folders: string[] = [];
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) folders.push(folder);
    this.#expand((expanded) => [...expanded, ...folders]);
    this.focus(path);
  }

  startEdit(edit: TreeEdit): void {
    if (edit.kind === 'create' && edit.parent !== '') this.setExpanded(edit.parent, true);
    this.store.setState({ edit });
  }

  endEdit(): void {
    this.store.setState({ edit: null });
  }

  moved(from: string, to: string): void {
    this.#expand((expanded) => expanded.map((path) => (isWithin(path, from) ? movedPath(path, from, to) : path)));
  }

  removed(path: string): void {
    this.#expand((expanded) => expanded.filter((folder) => !isWithin(folder, path)));
  }

  #expand(change: (expanded: string[]) => string[]): void {
    const expanded = [...new Set(change(this.store.getState().expanded))];
    this.store.setState({ expanded });
    writeStored(this.#storageKey, expanded);
  }
}
