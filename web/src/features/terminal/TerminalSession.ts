import { socketUrl } from '@/lib/api/urls';
import { ByteStream } from '@/lib/net/ByteStream';

/** Typing into a lost connection is kept, but not without end. */
const MAX_QUEUED_BYTES = 16 * 1024;

/** One attachment to a terminal of a project's sandbox: its byte stream, its keys and its size. */
export class TerminalSession {
  readonly stream: ByteStream;
  readonly name: string;
  readonly #encoder = new TextEncoder();
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #queued = 0;
  #size: { cols: number; rows: number } | null = null;

  constructor(projectId: string, name: string) {
    this.name = name;
    this.stream = new ByteStream(
      (since) =>
        socketUrl(`/api/terminals/${encodeURIComponent(projectId)}`, { terminal: name, since: String(since) }),
      () => this.#opened(),
    );
  }

  type(text: string): void {
    this.#sendKeys(this.#encoder.encode(text));
  }

  /** Mouse reports are bytes, not text: each character is one byte. */
  typeBinary(bytes: string): void {
    this.#sendKeys(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  }

  resize(cols: number, rows: number): void {
    if (this.#size?.cols === cols && this.#size.rows === rows) return;
    this.#size = { cols, rows };
    this.#sendSize();
  }

  #sendKeys(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.stream.send(bytes)) return;
    const ended = this.stream.state.kind === 'ended' || this.stream.state.kind === 'refused';
    if (ended || this.#queued + bytes.length > MAX_QUEUED_BYTES) return;
    this.#queue.push(bytes);
    this.#queued += bytes.length;
  }

  #opened(): void {
    this.#sendSize();
    const queue = this.#queue;
    this.#queue = [];
    this.#queued = 0;
    for (const bytes of queue) this.stream.send(bytes);
  }

  #sendSize(): void {
    if (this.#size) this.stream.send(JSON.stringify({ type: 'resize', ...this.#size }));
  }
}
