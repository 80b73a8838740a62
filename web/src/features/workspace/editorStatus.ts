import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the status bar says about the editor. */
export interface EditorStatus {
  position: { line: number; column: number } | null;
  language: string | null;
}

export type EditorStatusStore = StoreApi<EditorStatus>;

export function createEditorStatus(): EditorStatusStore {
  return createStore(() => ({ position: null, language: null }));
}
