import { buffer } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { Reply } from './http.ts';

/** The answer to a WebSocket that is expected to be refused; a status of 101 says that it was not. */
export function askSocket(base: URL, path: string, headers: Record<string, string> = {}): Promise<Reply> {
  const socket = new WebSocket(`ws://127.0.0.1:${base.port}${path}`, { headers: { Host: base.host, ...headers }, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.terminate();
      resolve(new Reply(101, {}, Buffer.alloc(0)));
    });
    socket.on('unexpected-response', (_request, response) => {
      buffer(response).then((body) => resolve(new Reply(response.statusCode ?? 0, response.headers, body)), reject);
    });
    socket.on('error', reject);
  });
}
