import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileChange } from '@/lib/api/types';
import { isWithin, movedPath } from '@/lib/paths';
import { readStored, writeStored } from '@/lib/storage';
import { isDirty, type DocumentState } from './DocumentState';
import { DraftStore } from './DraftStore';
import type { BufferFactory } from './TextBuffer';
import { TextDocument, type DocumentContext } from './TextDocument';

export interface DocumentsState {
  tabs: string[];
  active: string | null;
  states: Record<string, DocumentState>;
}

/** A program that writes a file often is looked at in steps. */
const CHECK_AFTER_MS = 100;

/** The files that are open in one project's editor. */
export class Documents {
  readonly store: StoreApi<DocumentsState> = createStore(() => ({ tabs: [], active: null, states: {} }));
  readonly #documents = new Map<string, TextDocument>();
  readonly #context: DocumentContext;
  readonly #storageKey: string;
  readonly #changed = new Set<string>();
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #wantsFocus = false;

  constructor(projectId: string, buffers: Promise<BufferFactory>) {
    this.#storageKey = `vivarium:${projectId}:tabs`;
    this.#context = {
      projectId,
      drafts: new DraftStore(projectId),
      buffers,
      onState: (path, state) =>
        this.store.setState(({ states }) => ({ states: { ...states, [path]: state } })),
    };
  }

  /** Opens what was open before, and every file with unsaved text. */
  restore(): void {
    const stored = readStored(this.#storageKey) as Partial<DocumentsState> | undefined;
    const paths = new Set([...(stored?.tabs ?? []), ...this.#context.drafts.paths()]);
    for (const path of paths) this.open(path);
    if (stored?.active && paths.has(stored.active)) this.open(stored.active);
    // Nobody asked for the keyboard yet; on a phone it would cover half of the page.
    this.#wantsFocus = false;
  }

  get(path: string): TextDocument | undefined {
    return this.#documents.get(path);
  }

  open(path: string): void {
    if (!this.#documents.has(path)) {
      const document = this.#add(path);
      this.#change(({ tabs }) => ({ tabs: [...tabs, path], active: path }));
      void document.load();
    }
    this.#wantsFocus = true;
    this.#change(() => ({ active: path }));
  }

  /** Answers once per opening whether the editor should take the keyboard. */
  takeFocus(): boolean {
    const wanted = this.#wantsFocus;
    this.#wantsFocus = false;
    return wanted;
  }

  /** Closes a tab; unsaved text is thrown away, so ask first. */
  close(path: string): void {
    const document = this.#documents.get(path);
    if (!document) return;
    this.#documents.delete(path);
    document.close();
    this.#context.drafts.drop(path);
    this.#change(({ tabs, active, states }) => {
      const index = tabs.indexOf(path);
      const rest = tabs.filter((tab) => tab !== path);
      const { [path]: _, ...others } = states;
      const neighbour = rest[Math.min(index, rest.length - 1)] ?? null;
      return { tabs: rest, active: active === path ? neighbour : active, states: others };
    });
  }

  isDirty(path: string): boolean {
    return isDirty(this.store.getState().states[path]);
  }

  dirtyPaths(): string[] {
    return this.store.getState().tabs.filter((path) => this.isDirty(path));
  }

  save(path: string): Promise<void> {
    return this.#documents.get(path)?.save() ?? Promise.resolve();
  }

  filesChanged(changes: readonly FileChange[]): void {
    for (const { kind, path } of changes) {
      for (const document of this.#documents.values()) {
        if (kind === 'deleted' && isWithin(document.path, path)) document.fileDeleted();
        else if (document.path === path) this.#checkSoon(path);
      }
    }
  }

  filesOverflowed(folder: string): void {
    for (const path of this.#documents.keys()) if (isWithin(path, folder)) this.#checkSoon(path);
  }

  reconnected(): void {
    for (const document of this.#documents.values()) document.reconnected();
  }

  /** Follows a rename that this page made itself, with unsaved text and all. */
  moved(from: string, to: string): void {
    for (const document of [...this.#documents.values()]) {
      if (!isWithin(document.path, from)) continue;
      this.#replace(document, movedPath(document.path, from, to));
    }
  }

  keepDrafts(): void {
    for (const document of this.#documents.values()) document.keepNow();
  }

  dispose(): void {
    clearTimeout(this.#checkTimer);
    this.#checkTimer = undefined;
    for (const document of this.#documents.values()) document.close();
    this.#documents.clear();
    this.store.setState({ tabs: [], active: null, states: {} });
  }

  #checkSoon(path: string): void {
    this.#changed.add(path);
    this.#checkTimer ??= setTimeout(() => {
      this.#checkTimer = undefined;
      for (const changed of this.#changed) void this.#documents.get(changed)?.checkDisk();
      this.#changed.clear();
    }, CHECK_AFTER_MS);
  }

  #replace(old: TextDocument, path: string): void {
    this.#documents.delete(old.path);
    const document = this.#add(path);
    this.#change(({ tabs, active, states }) => {
      const { [old.path]: _, ...others } = states;
      return {
        tabs: tabs.map((tab) => (tab === old.path ? path : tab)),
        active: active === old.path ? path : active,
        states: { ...others, [path]: document.state },
      };
    });
    void document.adopt(old).then(() => {
      old.close();
      this.#context.drafts.drop(old.path);
    });
  }

  #add(path: string): TextDocument {
    const document = new TextDocument(path, this.#context);
    this.#documents.set(path, document);
    return document;
  }

  #change(change: (state: DocumentsState) => Partial<DocumentsState>): void {
    this.store.setState(change);
    const { tabs, active } = this.store.getState();
    writeStored(this.#storageKey, { tabs, active });
  }
}
