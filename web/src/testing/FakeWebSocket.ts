import { vi } from 'vitest';

/** A socket whose server side is the test. */
export class FakeWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static all: FakeWebSocket[] = [];

  static install(): void {
    FakeWebSocket.all = [];
    vi.stubGlobal('WebSocket', FakeWebSocket);
  }

  static get last(): FakeWebSocket {
    const socket = FakeWebSocket.all.at(-1);
    if (!socket) throw new Error('No socket was opened.');
    return socket;
  }

  readonly url: URL;
  readonly sent: (string | Uint8Array)[] = [];
  binaryType = 'blob';
  readyState = FakeWebSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(url: string) {
    this.url = new URL(url);
    FakeWebSocket.all.push(this);
  }

  get since(): string | null {
    return this.url.searchParams.get('since');
  }

  /** What was sent as text, read as JSON. */
  get frames(): unknown[] {
    return this.sent.filter((data) => typeof data === 'string').map((data) => JSON.parse(data) as unknown);
  }

  /** What was sent as bytes, read as text. */
  get typed(): string {
    return this.sent
      .filter((data) => typeof data !== 'string')
      .map((data) => new TextDecoder().decode(data))
      .join('');
  }

  open(): void {
    this.readyState = FakeWebSocket.OPEN;
    this.onopen?.();
  }

  text(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  bytes(text: string): void {
    this.onmessage?.({ data: new TextEncoder().encode(text).buffer });
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = FakeWebSocket.CLOSED;
    this.onclose?.({ code, reason });
  }

  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = FakeWebSocket.CLOSED;
  }
}
