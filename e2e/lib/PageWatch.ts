import { expect, type Page } from '@playwright/test';

/** Notes what a page must not do: complain, fail, or talk to another machine. */
export class PageWatch {
  readonly #complaints: string[] = [];
  readonly #hosts = new Set<string>();
  readonly #host: string;

  constructor(page: Page, base: URL) {
    this.#host = base.host;
    page.on('console', (message) => {
      const { url } = message.location();
      if (message.type() === 'error' && !this.#isCutOff(message.text(), url)) this.#complaints.push(`${message.text()} (${url})`);
    });
    page.on('pageerror', (error) => this.#complaints.push(String(error.stack ?? error)));
    page.on('request', (request) => this.#asked(request.url()));
    page.on('websocket', (socket) => this.#asked(socket.url()));
  }

  /** A project's own page complains of connections that end with its sandbox. */
  #isCutOff(text: string, address: string): boolean {
    return text.startsWith('Failed to load resource: net::') && address.includes(`.preview.${this.#host}/`);
  }

  #asked(address: string): void {
    const { protocol, host } = new URL(address);
    if (protocol !== 'data:' && protocol !== 'blob:') this.#hosts.add(host);
  }

  expectQuiet(): void {
    expect(this.#complaints, 'console errors').toEqual([]);
    const foreign = [...this.#hosts].filter((host) => host !== this.#host && !host.endsWith(`.preview.${this.#host}`));
    expect(foreign, 'hosts that are not ours').toEqual([]);
    expect(this.#hosts.has(this.#host), 'something was asked at all').toBe(true);
  }
}
