import { createStore, type StoreApi } from 'zustand/vanilla';
import { readStored, writeStored } from '@/lib/storage';

export type Pane = 'files' | 'editor' | 'preview' | 'terminal';

export interface LayoutState {
  files: boolean;
  preview: boolean;
  bottom: boolean;
  /** The one pane that a narrow window shows. */
  pane: Pane;
}

export type LayoutStore = StoreApi<LayoutState>;

const DEFAULT: LayoutState = { files: true, preview: true, bottom: true, pane: 'files' };

/** Which panes are shown, remembered per project. */
export function createLayoutStore(projectId: string): LayoutStore {
  const key = `vivarium:${projectId}:layout`;
  const stored = readStored(key);
  const store = createStore<LayoutState>(() => ({ ...DEFAULT, ...(stored as Partial<LayoutState> | undefined) }));
  store.subscribe((state) => writeStored(key, state));
  return store;
}

export function toggle(store: LayoutStore, pane: 'files' | 'preview' | 'bottom'): void {
  store.setState((state) => ({ [pane]: !state[pane] }));
}
