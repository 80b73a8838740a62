import { PlainBuffer, type BufferFactory } from '../documents/TextBuffer';

/** The editor's buffers, or plain ones when the editor cannot be loaded: a file can be edited either way. */
export async function loadBuffers(): Promise<BufferFactory> {
  try {
    const [{ monaco }, { monacoBuffers }] = await Promise.all([import('./monaco'), import('./MonacoBuffer')]);
    return monacoBuffers(monaco);
  } catch (error) {
    console.warn('The editor could not be loaded; a plain text area stands in.', error);
    return (_path, text) => new PlainBuffer(text);
  }
}
