import type { EventFrame } from '@/lib/api/types';
import { projectPath, socketUrl } from '@/lib/api/urls';
import { Emitter } from '@/lib/net/Emitter';
import { ReconnectingSocket, type ConnectionState } from '@/lib/net/ReconnectingSocket';

/** What the server reports about one project, for as long as its page is open. */
export class ProjectEvents {
  readonly frames = new Emitter<EventFrame>();
  readonly #socket: ReconnectingSocket;

  constructor(projectId: string) {
    this.#socket = new ReconnectingSocket({
      url: () => socketUrl(projectPath(projectId, '/events')),
      onText: (text) => this.frames.emit(JSON.parse(text) as EventFrame),
      onClose: (event) => (event.code === 1008 ? 'stop' : 'reconnect'),
    });
  }

  get connection(): ConnectionState {
    return this.#socket.state;
  }

  get connectionChanges(): Emitter<ConnectionState> {
    return this.#socket.changes;
  }

  start(): void {
    this.#socket.start();
  }

  close(): void {
    this.#socket.close();
  }

  reportPresence(visible: boolean, used: boolean): boolean {
    return this.#socket.send(JSON.stringify({ type: 'presence', visible, used }));
  }
}
