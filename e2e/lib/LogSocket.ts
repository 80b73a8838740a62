import { expect } from '@playwright/test';
import { WebSocket } from 'ws';
import type { ApiClient } from './ApiClient.ts';
import type { Frame } from './types.ts';

export interface Closing {
  code: number;
  reason: string;
}

/** A terminal or a run's log: binary frames are bytes with offsets, text frames are control JSON. */
export class LogSocket {
  readonly frames: Frame[] = [];
  readonly closed: Promise<Closing>;
  /** Of the next byte. */
  offset = 0;
  readonly #socket: WebSocket;
  readonly #chunks: Buffer[] = [];

  private constructor(socket: WebSocket, onBytes?: (bytes: Buffer) => void) {
    this.#socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        this.#heed(JSON.parse(data.toString('utf8')) as Frame);
        return;
      }
      this.offset += data.length;
      if (onBytes) onBytes(data);
      else this.#chunks.push(data);
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') }));
    });
    socket.on('error', () => {});
  }

  /** @param onBytes takes the bytes, which are not kept then */
  static async open(api: ApiClient, path: string, onBytes?: (bytes: Buffer) => void): Promise<LogSocket> {
    const address = `ws://${api.base.host}${path}`;
    const socket = new WebSocket(address, { headers: api.authorization, perMessageDeflate: false });
    const log = new LogSocket(socket, onBytes);
    await expect.poll(() => log.frames[0]?.type, { message: `${path} is ready`, intervals: [20] }).toBe('ready');
    return log;
  }

  #heed(frame: Frame): void {
    this.frames.push(frame);
    if (frame.type === 'ready') this.offset = Number(frame.since);
    if (frame.type === 'gap') this.offset = Number(frame.to);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  type(keys: string | Buffer): void {
    this.#socket.send(Buffer.from(keys));
  }

  send(frame: Frame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  async says(expected: string | RegExp, timeout = 20_000): Promise<void> {
    const isSaid = (text: string) => (typeof expected === 'string' ? text.includes(expected) : expected.test(text));
    const heard = () => {
      const text = this.text();
      return isSaid(text) ? 'said' : text.slice(-1000);
    };
    await expect.poll(heard, { message: `the terminal says ${String(expected)}`, timeout, intervals: [20, 50, 100] }).toBe('said');
  }

  frame(type: string): Frame | undefined {
    return this.frames.find((frame) => frame.type === type);
  }

  /** Lets the bytes wait in the connection, as a reader that is asleep does. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Cuts the connection without a goodbye. */
  terminate(): void {
    this.#socket.terminate();
  }
}
