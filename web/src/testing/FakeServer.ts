import { vi } from 'vitest';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: string;
}

type Handler = (request: FakeRequest) => Response | Promise<Response>;

/** Stands in for fetch: each call is recorded and answered by the handler of its method and path. */
export class FakeServer {
  readonly requests: FakeRequest[] = [];
  isReachable = true;
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => this.#answer(input, init));
  }

  on(call: string, handler: Handler): this {
    this.#handlers.set(call, handler);
    return this;
  }

  sent(call: string): FakeRequest[] {
    return this.requests.filter(({ method, path }) => `${method} ${path}` === call);
  }

  async #answer(input: string, init: RequestInit): Promise<Response> {
    if (!this.isReachable) throw new TypeError('Failed to fetch');
    const url = new URL(input, 'http://localhost');
    const request: FakeRequest = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    };
    this.requests.push(request);
    const handler = this.#handlers.get(`${request.method} ${request.path}`);
    if (!handler) return problem(404, 'not-found', `No handler for ${request.method} ${request.path}.`);
    return handler(request);
  }
}

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status });
}

export function empty(status = 204, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

export function problem(status: number, code: string, detail: string): Response {
  return Response.json({ type: 'about:blank', title: code, status, code, detail }, { status });
}
