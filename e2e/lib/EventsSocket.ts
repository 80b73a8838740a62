import { expect } from '@playwright/test';
import { WebSocket } from 'ws';
import type { ApiClient } from './ApiClient.ts';
import type { Frame } from './types.ts';

/** All that a project tells. */
export class EventsSocket {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString('utf8')) as Frame));
    socket.on('error', () => {});
  }

  static async open(api: ApiClient, projectId: string): Promise<EventsSocket> {
    const address = `ws://${api.base.host}/api/projects/${projectId}/events`;
    const events = new EventsSocket(new WebSocket(address, { headers: api.authorization, perMessageDeflate: false }));
    await events.tells((frame) => frame.type === 'hello', 'hello');
    return events;
  }

  async tells(isIt: (frame: Frame) => boolean, what: string, timeout = 15_000): Promise<Frame> {
    await expect.poll(() => this.frames.some(isIt), { message: `the event: ${what}`, timeout, intervals: [20, 50] }).toBe(true);
    return this.frames.find(isIt) as Frame;
  }

  send(frame: Frame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
