import { Emitter } from '@/lib/net/Emitter';
import type { MonacoBuffer } from '../monaco/MonacoBuffer';

/** What a document needs of the text that is being edited. */
export interface EditableText {
  text(): string;
  /** Replaces everything as one edit that can be undone. */
  replace(text: string): void;
  /** Changes with every edit; undoing an edit brings the number back. */
  version(): number;
  onChange(listener: () => void): () => void;
  dispose(): void;
}

/** The text that is being edited, by the editor that shows it. */
export type TextBuffer = MonacoBuffer | PlainBuffer;

export type BufferFactory = (path: string, text: string) => TextBuffer;

/** The buffer of the plain text area that stands in when the editor cannot be loaded. */
export class PlainBuffer implements EditableText {
  readonly kind = 'plain';
  readonly #changes = new Emitter<undefined>();
  #text: string;
  #version = 1;

  constructor(text: string) {
    this.#text = text;
  }

  text(): string {
    return this.#text;
  }

  replace(text: string): void {
    this.#text = text;
    this.#version += 1;
    this.#changes.emit(undefined);
  }

  version(): number {
    return this.#version;
  }

  onChange(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    // There is nothing beside the text itself.
  }
}
