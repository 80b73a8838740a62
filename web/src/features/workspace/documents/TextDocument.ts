import { ConnectionError, isStatus, messageOf } from '@/lib/api/ApiError';
import { readFile, type FileContent } from '../api/readFile';
import { writeFile } from '../api/writeFile';
import { decodeText, IMAGE_LIMIT, imageType, TEXT_LIMIT } from './content';
import type { DocumentState, TextState } from './DocumentState';
import type { DraftStore } from './DraftStore';
import type { BufferFactory, TextBuffer } from './TextBuffer';

const KEEP_DRAFT_AFTER_MS = 300;

export interface DocumentContext {
  projectId: string;
  drafts: DraftStore;
  buffers: Promise<BufferFactory>;
  onState: (path: string, state: DocumentState) => void;
}

/**
 * One open file: its text, the version of the file that the text was made from, and what differs.
 * A write always names that version, so nobody's work is replaced without a choice.
 */
export class TextDocument {
  readonly path: string;
  readonly #context: DocumentContext;
  #state: DocumentState = { kind: 'loading' };
  #buffer: TextBuffer | null = null;
  #etag: string | null = null;
  #savedVersion = 0;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #mustCheckDisk = false;

  constructor(path: string, context: DocumentContext) {
    this.path = path;
    this.#context = context;
  }

  get state(): DocumentState {
    return this.#state;
  }

  get buffer(): TextBuffer | null {
    return this.#buffer;
  }

  async load(): Promise<void> {
    this.#become({ kind: 'loading' });
    const draft = this.#context.drafts.read(this.path);
    try {
      const [content, buffers] = await Promise.all([this.#read(), this.#context.buffers]);
      if (!this.#isClosed) this.#show(content, buffers);
    } catch (error) {
      if (this.#isClosed) return;
      const isMissing = isStatus(error, 404);
      if (!draft) {
        this.#become({ kind: 'failed', message: messageOf(error), isMissing });
        return;
      }
      this.#openText('', await this.#context.buffers);
      this.#etag = draft.etag;
      this.#buffer?.replace(draft.text);
      if (isMissing) this.#changeText({ disk: { kind: 'deleted', isDismissed: false } });
    }
  }

  /** Opens the text of a file that was moved here, with what was unsaved in it. */
  async adopt(from: TextDocument): Promise<void> {
    const { buffer } = from;
    if (from.state.kind !== 'text' || !buffer) return this.load();
    const buffers = await this.#context.buffers;
    if (this.#isClosed) return;
    this.#etag = from.#etag;
    this.#openText(buffer.text(), buffers);
    if (!from.state.isDirty) return;
    this.#savedVersion = -1;
    this.#edited();
  }

  async save(expected: string | null = this.#etag): Promise<void> {
    const buffer = this.#buffer;
    if (this.#state.kind !== 'text' || !buffer || this.#state.save.kind === 'saving') return;
    const target = this.#state.disk.kind === 'deleted' ? null : expected;
    const version = buffer.version();
    this.#changeText({ save: { kind: 'saving' } });
    try {
      this.#etag = await writeFile(this.#context.projectId, this.path, buffer.text(), target);
      this.#savedVersion = version;
      this.#changeText({ save: { kind: 'idle' }, disk: { kind: 'same' } });
      this.#edited();
    } catch (error) {
      await this.#saveFailed(error);
    }
    if (this.#mustCheckDisk) await this.checkDisk();
  }

  /** Writes over what is on disk now, and over nothing newer. */
  overwrite(): Promise<void> {
    const disk = this.#state.kind === 'text' ? this.#state.disk : null;
    return this.save(disk?.kind === 'changed' ? disk.etag : this.#etag);
  }

  /** Throws the local text away and shows the file as it is. */
  async revert(): Promise<void> {
    const content = await this.#read();
    if (this.#isClosed) return;
    this.#context.drafts.drop(this.path);
    this.#show(content, await this.#context.buffers);
  }

  dismissDisk(): void {
    if (this.#state.kind !== 'text' || this.#state.disk.kind === 'same') return;
    this.#changeText({ disk: { ...this.#state.disk, isDismissed: true } });
  }

  /** Called when the file may have changed; a clean text follows it, an edited one is only told. */
  async checkDisk(): Promise<void> {
    if (this.#state.kind === 'loading') return;
    if (this.#state.kind !== 'text') return this.load();
    if (this.#state.save.kind === 'saving') {
      this.#mustCheckDisk = true;
      return;
    }
    this.#mustCheckDisk = false;
    try {
      const content = await this.#read(this.#etag);
      if (!this.#isClosed) await this.#compare(content);
    } catch (error) {
      if (isStatus(error, 404)) this.fileDeleted();
      // Anything else says nothing about the file; the next change or the next save asks again.
    }
  }

  fileDeleted(): void {
    if (this.#state.kind === 'text') this.#changeText({ disk: { kind: 'deleted', isDismissed: false } });
    else this.#become({ kind: 'failed', message: 'The file was deleted.', isMissing: true });
  }

  /** Repeats a save that found no connection. */
  reconnected(): void {
    if (this.#state.kind === 'text' && this.#state.save.kind === 'waiting') void this.save();
    else void this.checkDisk();
  }

  /** Writes what is not yet kept; the page may end at any moment after this. */
  keepNow(): void {
    clearTimeout(this.#keepTimer);
    if (this.#state.kind !== 'text' || !this.#buffer || !this.#state.isDirty) return;
    const isKept = this.#context.drafts.keep(this.path, { text: this.#buffer.text(), etag: this.#etag });
    if (isKept !== this.#state.isKept) this.#changeText({ isKept });
  }

  close(): void {
    this.keepNow();
    this.#isClosed = true;
    this.#buffer?.dispose();
    this.#buffer = null;
  }

  #read(knownEtag: string | null = null): Promise<FileContent> {
    const limit = imageType(this.path) ? IMAGE_LIMIT : TEXT_LIMIT;
    return readFile(this.#context.projectId, this.path, { limit, knownEtag });
  }

  #show(content: FileContent, buffers: BufferFactory): void {
    const { bytes, size, etag } = content;
    const type = imageType(this.path);
    if (!bytes) return this.#become({ kind: 'opaque', what: 'large', size, blob: null });
    if (type) return this.#become({ kind: 'opaque', what: 'image', size, blob: new Blob([bytes], { type }) });
    const text = decodeText(bytes);
    if (text === null) return this.#become({ kind: 'opaque', what: 'binary', size, blob: null });
    this.#etag = etag;
    this.#openText(text, buffers);
    this.#restoreDraft();
  }

  #openText(text: string, buffers: BufferFactory): void {
    if (this.#buffer) this.#buffer.replace(text);
    else {
      this.#buffer = buffers(this.path, text);
      this.#buffer.onChange(() => this.#edited());
    }
    this.#savedVersion = this.#buffer.version();
    this.#become({ kind: 'text', isDirty: false, isKept: true, save: { kind: 'idle' }, disk: { kind: 'same' } });
  }

  #restoreDraft(): void {
    const draft = this.#context.drafts.read(this.path);
    if (!draft || !this.#buffer) return;
    const current = this.#etag;
    if (draft.text === this.#buffer.text()) return this.#context.drafts.drop(this.path);
    this.#etag = draft.etag;
    this.#buffer.replace(draft.text);
    if (draft.etag !== current) this.#changeText({ disk: { kind: 'changed', etag: current, isDismissed: false } });
  }

  async #compare(content: FileContent): Promise<void> {
    if (this.#state.kind !== 'text' || !this.#buffer) return;
    const isSame = content.etag !== null && content.etag === this.#etag;
    if (isSame) { this.#changeText({ disk: { kind: 'same' } }); return; }
    const text = content.bytes && decodeText(content.bytes);
    if (text !== null && text === this.#buffer.text()) {
      this.#etag = content.etag;
      this.#savedVersion = this.#buffer.version();
      this.#changeText({ disk: { kind: 'same' } });
      this.#edited(); return;
    }
    if (!this.#state.isDirty) { this.#show(content, await this.#context.buffers); return; }
    this.#changeText({ disk: { kind: 'changed', etag: content.etag, isDismissed: false } });
  }

  async #saveFailed(error: unknown): Promise<void> {
    if (error instanceof ConnectionError) { this.#changeText({ save: { kind: 'waiting' } }); return; }
    if (!isStatus(error, 412)) { this.#changeText({ save: { kind: 'failed', message: messageOf(error) } }); return; }
    this.#changeText({ save: { kind: 'idle' } });
    await this.checkDisk();
    const isUnexplained = this.#state.kind === 'text' && this.#state.isDirty && this.#state.disk.kind === 'same';
    if (isUnexplained) this.#changeText({ save: { kind: 'failed', message: 'The file has changed. Save again.' } });
  }

  #edited(): void {
    if (this.#state.kind !== 'text' || !this.#buffer) return;
    const isDirty = this.#buffer.version() !== this.#savedVersion;
    if (isDirty !== this.#state.isDirty) this.#changeText({ isDirty });
    clearTimeout(this.#keepTimer);
    if (isDirty) this.#keepTimer = setTimeout(() => this.keepNow(), KEEP_DRAFT_AFTER_MS);
    else this.#context.drafts.drop(this.path);
  }

  #changeText(change: Partial<TextState>): void {
    if (this.#state.kind === 'text') this.#become({ ...this.#state, ...change });
  }

  #become(state: DocumentState): void {
    this.#state = state;
    if (!this.#isClosed) this.#context.onState(this.path, state);
  }
}
