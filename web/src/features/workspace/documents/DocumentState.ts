export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** There was no connection: the save is repeated once there is one. */
  | { kind: 'waiting' }
  | { kind: 'failed'; message: string };

/** How the file on disk relates to the version that the text was made from. */
export type DiskState =
  | { kind: 'same' }
  | { kind: 'changed'; etag: string | null; isDismissed: boolean }
  | { kind: 'deleted'; isDismissed: boolean };

export type DocumentState =
  | { kind: 'loading' }
  | { kind: 'failed'; message: string; isMissing: boolean }
  | { kind: 'opaque'; what: 'image' | 'binary' | 'large'; size: number | null; blob: Blob | null }
  | { kind: 'text'; isDirty: boolean; isKept: boolean; save: SaveState; disk: DiskState };

export type TextState = Extract<DocumentState, { kind: 'text' }>;

export function isDirty(state: DocumentState | undefined): boolean {
  return state?.kind === 'text' && state.isDirty;
}
