import http from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

export interface Ask {
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  /** Sent as JSON. */
  json?: unknown;
}

/** A whole answer. */
export class Reply {
  constructor(
    readonly status: number,
    readonly headers: http.IncomingHttpHeaders,
    readonly body: Buffer,
  ) {}

  text(): string {
    return this.body.toString('utf8');
  }

  json<T>(): T {
    return JSON.parse(this.text()) as T;
  }

  header(name: string): string {
    return String(this.headers[name] ?? '');
  }
}

/** Sends a request exactly as written: the path is neither normalised nor encoded, and the Host may be any. */
export function open(base: URL, method: string, path: string, { headers = {}, body, json }: Ask = {}): Promise<http.IncomingMessage> {
  const payload = json === undefined ? body : JSON.stringify(json);
  const all: Record<string, string> = { Host: base.host, ...headers };
  if (json !== undefined) all['Content-Type'] ??= 'application/json';
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) all['Content-Length'] ??= String(Buffer.byteLength(payload));
  return new Promise((resolve, reject) => {
    // The names of previews resolve in browsers only; everything is on the loopback address.
    const request = http.request({ host: '127.0.0.1', port: base.port, method, path, headers: all, agent: false, setHost: false });
    // An answer that comes before the body is out may reset the connection; the answer counts.
    request.on('error', reject);
    request.on('response', resolve);
    if (payload instanceof Readable) payload.pipe(request);
    else request.end(payload);
  });
}

export async function ask(base: URL, method: string, path: string, options?: Ask): Promise<Reply> {
  const response = await open(base, method, path, options);
  return new Reply(response.statusCode ?? 0, response.headers, await buffer(response));
}
