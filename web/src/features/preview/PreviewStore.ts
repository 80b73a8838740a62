import { createStore, type StoreApi } from 'zustand/vanilla';

export interface PreviewState {
  /** The path that was typed: where a page of another origin went since cannot be read. */
  path: string;
  /** The port that was chosen; null leaves the choice to the server. */
  port: number | null;
  /** Counts the reloads that were asked for. */
  reloads: number;
  isPhone: boolean;
}

export type PreviewStore = StoreApi<PreviewState>;

export function createPreviewStore(): PreviewStore {
  return createStore(() => ({ path: '/', port: null, reloads: 0, isPhone: false }));
}
