import type { Cause, Notice, StreamFrame } from '@/lib/api/types';
import { Emitter } from './Emitter';
import { ReconnectingSocket } from './ReconnectingSocket';

export type StreamState =
  | { kind: 'idle' }
  | { kind: 'connecting'; attempt: number }
  | { kind: 'live' }
  | { kind: 'ended'; exitCode: number | null; cause: Cause | null }
  | { kind: 'refused'; code: string };

export type StreamEvent =
  | { kind: 'data'; bytes: Uint8Array<ArrayBuffer>; end: number }
  | { kind: 'gap'; from: number; to: number }
  /** What was shown belongs to an earlier stream of the same name: start over with an empty screen. */
  | { kind: 'reset' }
  | { kind: 'notice'; notice: Notice };

const ACK_EVERY_BYTES = 64 * 1024;

/**
 * The client's end of a terminal or a run log: a stream of bytes with offsets that survives its connections.
 * Every byte is emitted exactly once, whatever the server repeats after a reconnect.
 */
export class ByteStream {
  readonly states = new Emitter<StreamState>();
  readonly events = new Emitter<StreamEvent>();
  readonly #socket: ReconnectingSocket;
  #state: StreamState = { kind: 'idle' };
  /** Offset of the first byte that has not been emitted yet. */
  #offset = 0;
  /** Offset in the stream of the next byte that the server sends. */
  #incoming = 0;
  #acked = 0;
  /** Whether the server has said on this connection why it cannot go on. */
  #hasFailed = false;

  constructor(url: (since: number) => string, onOpen?: () => void) {
    this.#socket = new ReconnectingSocket({
      url: () => url(this.#offset),
      onText: (text) => this.#frame(JSON.parse(text) as StreamFrame),
      onBinary: (bytes) => this.#data(bytes),
      onClose: (event) => this.#closed(event),
      ...(onOpen && { onOpen }),
    });
    this.#socket.changes.subscribe((connection) => {
      if (connection.kind === 'connecting' || connection.kind === 'waiting') {
        this.#become({ kind: 'connecting', attempt: connection.attempt });
      }
    });
  }

  get state(): StreamState {
    return this.#state;
  }

  get offset(): number {
    return this.#offset;
  }

  start(): void {
    this.#socket.start();
  }

  close(): void {
    this.#socket.close();
  }

  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    return this.#socket.send(data);
  }

  /** Tells the server that everything before `offset` has been drawn, so that it may send more. */
  consumed(offset: number): void {
    const isAllReceived = offset === this.#offset;
    if (offset <= this.#acked || (!isAllReceived && offset - this.#acked < ACK_EVERY_BYTES)) return;
    if (this.#socket.send(JSON.stringify({ type: 'ack', offset }))) this.#acked = offset;
  }

  #frame(frame: StreamFrame): void {
    switch (frame.type) {
      case 'ready':
        this.#ready(frame.since);
        return;
      case 'gap':
        this.#incoming = frame.to;
        this.#jumpTo(frame.to);
        return;
      case 'notice':
        this.#hasFailed = frame.level === 'error';
        this.events.emit({ kind: 'notice', notice: frame });
        return;
      case 'exit':
        this.#become({ kind: 'ended', exitCode: frame.exitCode, cause: frame.cause });
        return;
    }
  }

  #ready(since: number): void {
    // The server honours every offset that it has. One that starts from zero instead speaks of a new stream.
    if (since === 0 && this.#offset > 0) {
      this.#offset = 0;
      this.#acked = 0;
      this.events.emit({ kind: 'reset' });
    }
    this.#incoming = since;
    this.#hasFailed = false;
    this.#jumpTo(since);
    this.#become({ kind: 'live' });
  }

  #jumpTo(to: number): void {
    if (to <= this.#offset) return;
    this.events.emit({ kind: 'gap', from: this.#offset, to });
    this.#offset = to;
  }

  #data(bytes: Uint8Array<ArrayBuffer>): void {
    const repeated = Math.max(0, this.#offset - this.#incoming);
    this.#incoming += bytes.length;
    if (repeated >= bytes.length) return;
    const fresh = repeated === 0 ? bytes : bytes.subarray(repeated);
    this.#offset += fresh.length;
    this.events.emit({ kind: 'data', bytes: fresh, end: this.#offset });
  }

  #closed(event: CloseEvent): 'reconnect' | 'reconnect-now' | 'stop' {
    if (this.#state.kind === 'ended') return 'stop';
    if (event.code === 1008 || (event.code === 1011 && this.#hasFailed)) {
      this.#become({ kind: 'refused', code: event.reason });
      return 'stop';
    }
    if (event.code === 1000) {
      this.#become({ kind: 'ended', exitCode: null, cause: null });
      return 'stop';
    }
    return event.code === 1013 ? 'reconnect-now' : 'reconnect';
  }

  #become(state: StreamState): void {
    this.#state = state;
    this.states.emit(state);
  }
}
