import { createStore, type StoreApi } from 'zustand/vanilla';
import { readStored, writeStored } from '@/lib/storage';

export type Pane = 'files' | 'editor' | 'preview' | 'terminal';

type Maximizable = Exclude<Pane, 'files'>;

export interface LayoutState {
  files: boolean;
  preview: boolean;
  bottom: boolean;
  /** The pane that fills the window. */
  maximized: Maximizable | null;
  /** The one pane that a narrow window shows. */
  pane: Pane;
}

export type LayoutStore = StoreApi<LayoutState>;

const DEFAULT: LayoutState = { files: true, preview: true, bottom: true, maximized: null, pane: 'files' };

/** Which panes are shown, remembered per project. */
export function createLayoutStore(projectId: string): LayoutStore {
  const key = `vivarium:${projectId}:layout`;
  const stored = readStored(key);
  const store = createStore<LayoutState>(() => ({ ...DEFAULT, ...(stored as Partial<LayoutState> | undefined) }));
  store.subscribe((state) => writeStored(key, state));
  return store;
}

export function toggle(store: LayoutStore, pane: 'files' | 'preview' | 'bottom'): void {
  store.setState((state) => ({ [pane]: !state[pane], maximized: null }));
}

export function toggleMaximized(store: LayoutStore, pane: Maximizable): void {
  store.setState(({ maximized }) => ({ maximized: maximized === pane ? null : pane }));
}
