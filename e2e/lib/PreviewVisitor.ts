import { expect } from '@playwright/test';
import type http from 'node:http';
import { ask, open, type Ask, type Reply } from './http.ts';
import type { ProjectClient } from './ProjectClient.ts';

/** A visitor of a preview with a cookie jar, who came by the way a browser comes: `/preview/{id}/`, the ticket, the cookie. */
export class PreviewVisitor {
  private constructor(
    readonly origin: URL,
    readonly setCookie: string,
  ) {}

  static async enter(project: ProjectClient, path = '/'): Promise<PreviewVisitor> {
    const sent = await project.api.ask('GET', `/preview/${project.id}${path}`);
    expect(sent.status, sent.text()).toBe(303);
    const door = new URL(sent.header('location'));
    const traded = await ask(door, 'GET', door.pathname + door.search, { headers: { Accept: 'text/html' } });
    expect(traded.status, traded.text()).toBe(303);
    const target = new URL(traded.header('location'), door);
    expect(target.search, 'the ticket has left the address').not.toContain('ticket');
    return new PreviewVisitor(new URL(target.origin), String(traded.headers['set-cookie']?.[0]));
  }

  get cookie(): Record<string, string> {
    return { Cookie: this.setCookie.split(';')[0] ?? '' };
  }

  ask(method: string, path: string, options: Ask = {}): Promise<Reply> {
    return ask(this.origin, method, path, this.#withCookie(options));
  }

  open(method: string, path: string, options: Ask = {}): Promise<http.IncomingMessage> {
    return open(this.origin, method, path, this.#withCookie(options));
  }

  #withCookie(options: Ask): Ask {
    return { ...options, headers: { ...this.cookie, ...options.headers } };
  }
}
