import type { editor } from 'monaco-editor/editor';
import type { BufferFactory, EditableText } from '../documents/TextBuffer';
import type { Monaco } from './monaco';

/** A text in the editor's own model, with its undo history and language. */
export class MonacoBuffer implements EditableText {
  readonly kind = 'monaco';
  readonly model: editor.ITextModel;
  readonly #byteOrderMark: string;

  constructor(monaco: Monaco, path: string, text: string) {
    this.#byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    const uri = monaco.Uri.from({ scheme: 'file', path: `/${path}` });
    monaco.editor.getModel(uri)?.dispose();
    this.model = monaco.editor.createModel(text.slice(this.#byteOrderMark.length), undefined, uri);
  }

  text(): string {
    return this.#byteOrderMark + this.model.getValue();
  }

  replace(text: string): void {
    const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.model.pushStackElement();
    this.model.pushEditOperations([], [{ range: this.model.getFullModelRange(), text: plain }], () => null);
    this.model.pushStackElement();
  }

  version(): number {
    return this.model.getAlternativeVersionId();
  }

  onChange(listener: () => void): () => void {
    const subscription = this.model.onDidChangeContent(listener);
    return () => subscription.dispose();
  }

  dispose(): void {
    this.model.dispose();
  }
}

export function monacoBuffers(monaco: Monaco): BufferFactory {
  return (path, text) => new MonacoBuffer(monaco, path, text);
}
