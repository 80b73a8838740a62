import { readStored, removeStored, storedKeys, writeStored } from '@/lib/storage';

/** Unsaved text, with the version of the file that it was made from (null: there was none). */
export interface Draft {
  text: string;
  etag: string | null;
}

/** Keeps unsaved text in this browser until it is saved or thrown away. */
export class DraftStore {
  readonly #prefix: string;

  constructor(projectId: string) {
    this.#prefix = `vivarium:${projectId}:draft:`;
  }

  read(path: string): Draft | null {
    const stored = readStored(this.#prefix + path);
    return isDraft(stored) ? stored : null;
  }

  /** Answers false when the browser has no room for it. */
  keep(path: string, draft: Draft): boolean {
    return writeStored(this.#prefix + path, draft);
  }

  drop(path: string): void {
    removeStored(this.#prefix + path);
  }

  paths(): string[] {
    return storedKeys(this.#prefix).map((key) => key.slice(this.#prefix.length));
  }
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}
