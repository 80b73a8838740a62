import { backoff } from './backoff';
import { Emitter } from './Emitter';

export type ConnectionState =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  | { kind: 'waiting'; attempt: number; until: number }
  | { kind: 'closed' };

/** A connection that lasted less than this counts as one more failure, or a server that hangs up at once is hammered. */
const SETTLED_MS = 5_000;

export interface SocketHandlers {
  /** Asked for before every attempt, so that a resume offset is current. */
  url: () => string;
  onOpen?: () => void;
  onText?: (text: string) => void;
  onBinary?: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Answers whether to come back after this close. */
  onClose?: (event: CloseEvent) => 'reconnect' | 'reconnect-now' | 'stop';
}

/** A WebSocket that comes back: with growing pauses, and at once when the network or the page returns. */
export class ReconnectingSocket {
  readonly changes = new Emitter<ConnectionState>();
  readonly #handlers: SocketHandlers;
  #state: ConnectionState = { kind: 'closed' };
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #openedAt = 0;

  constructor(handlers: SocketHandlers) {
    this.#handlers = handlers;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state.kind !== 'closed') return;
    window.addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
    this.#connect(0);
  }

  /** Answers false, and sends nothing, while there is no connection. */
  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (this.#state.kind !== 'open' || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(data);
    return true;
  }

  close(): void {
    window.removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
    this.#become({ kind: 'closed' });
  }

  #connect(attempt: number): void {
    clearTimeout(this.#timer);
    this.#become({ kind: 'connecting', attempt });
    const socket = new WebSocket(this.#handlers.url());
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    // A socket that was replaced may still deliver; only the current one is listened to.
    const ifCurrent = (action: () => void) => () => {
      if (this.#socket === socket) action();
    };
    socket.onopen = ifCurrent(() => {
      this.#openedAt = Date.now();
      this.#become({ kind: 'open' });
      this.#handlers.onOpen?.();
    });
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (this.#socket !== socket) return;
      if (typeof event.data === 'string') this.#handlers.onText?.(event.data);
      else this.#handlers.onBinary?.(new Uint8Array(event.data));
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#lost(event, attempt);
    };
  }

  #lost(event: CloseEvent, attempt: number): void {
    const settled = this.#state.kind === 'open' && Date.now() - this.#openedAt >= SETTLED_MS;
    this.#socket = null;
    const next = this.#handlers.onClose?.(event) ?? 'reconnect';
    if (next === 'stop') {
      this.close();
      return;
    }
    const attempts = settled ? 0 : attempt + 1;
    const pause = next === 'reconnect-now' && attempts <= 1 ? 0 : backoff(attempts);
    this.#become({ kind: 'waiting', attempt: attempts, until: Date.now() + pause });
    this.#timer = setTimeout(() => this.#connect(attempts), pause);
  }

  readonly #wake = (): void => {
    if (document.visibilityState === 'hidden' || this.#state.kind !== 'waiting') return;
    this.#connect(this.#state.attempt);
  };

  #become(state: ConnectionState): void {
    this.#state = state;
    this.changes.emit(state);
  }
}
