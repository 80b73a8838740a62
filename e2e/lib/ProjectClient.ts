import { expect } from '@playwright/test';
import type { ApiClient } from './ApiClient.ts';
import { EventsSocket } from './EventsSocket.ts';
import type { Ask, Reply } from './http.ts';
import { LogSocket } from './LogSocket.ts';
import type { Project, Run, Sandbox, Terminal, Tree } from './types.ts';

export interface Ended {
  run: Run;
  exitCode: number;
  cause: string | null;
  log: string;
}

interface TerminalOptions {
  name?: string;
  since?: number;
  onBytes?: (bytes: Buffer) => void;
}

/** One project, driven as a script drives it. */
export class ProjectClient {
  readonly #sockets: { terminate(): void }[] = [];

  constructor(
    readonly api: ApiClient,
    readonly view: Project,
  ) {}

  get id(): string {
    return this.view.id;
  }

  ask(method: string, rest: string, options?: Ask): Promise<Reply> {
    return this.api.ask(method, `/api/projects/${this.id}${rest}`, options);
  }

  file(method: string, path: string, options?: Ask): Promise<Reply> {
    return this.ask(method, `/files?path=${encodeURIComponent(path)}`, options);
  }

  async read(path: string): Promise<string> {
    const reply = await this.file('GET', path);
    expect(reply.status, `reading ${path}: ${reply.text()}`).toBe(200);
    return reply.text();
  }

  async write(path: string, content: string): Promise<void> {
    const reply = await this.file('PUT', path, { body: content });
    expect([201, 204], `writing ${path}: ${reply.text()}`).toContain(reply.status);
  }

  async replace(path: string, from: string, to: string): Promise<void> {
    const before = await this.read(path);
    expect(before).toContain(from);
    await this.write(path, before.replace(from, to));
  }

  tree(path = '', depth = 1): Promise<Tree> {
    return this.api.get(`/api/projects/${this.id}/tree?path=${encodeURIComponent(path)}&depth=${depth}`);
  }

  async names(path = ''): Promise<string[]> {
    return (await this.tree(path)).entries.map((entry) => entry.name);
  }

  async begin(what: { cmd: string[] } | { action: string }): Promise<Run> {
    const reply = await this.api.ask('POST', '/api/runs', { json: { projectId: this.id, ...what } });
    expect(reply.status, reply.text()).toBe(201);
    return reply.json<Run>();
  }

  run(id: string): Promise<Run> {
    return this.api.get(`/api/runs/${id}`);
  }

  async log(id: string, since = 0): Promise<string> {
    return (await this.api.ask('GET', `/api/runs/${id}/log?since=${since}`)).text();
  }

  async ended(id: string, timeout = 30_000): Promise<Ended> {
    await expect
      .poll(async () => (await this.run(id)).state, { message: `the end of run ${id}`, timeout, intervals: [50, 100, 250] })
      .toBe('exited');
    const run = await this.run(id);
    return { run, exitCode: run.exitCode ?? Number.NaN, cause: run.cause, log: await this.log(id) };
  }

  async perform(action: string, timeout?: number): Promise<Ended> {
    return this.ended((await this.begin({ action })).id, timeout);
  }

  async shell(script: string, timeout?: number): Promise<Ended> {
    return this.ended((await this.begin({ cmd: ['bash', '-c', script] })).id, timeout);
  }

  /** What a Python program prints that must end well. */
  async python(program: string, timeout?: number): Promise<string> {
    const { exitCode, log } = await this.ended((await this.begin({ cmd: ['/usr/bin/python3', '-c', program] })).id, timeout);
    expect(exitCode, log).toBe(0);
    return log;
  }

  sandbox(): Promise<Sandbox> {
    return this.api.get(`/api/projects/${this.id}/sandbox`);
  }

  async reaches(state: Sandbox['state'], timeout = 20_000): Promise<Sandbox> {
    await expect
      .poll(async () => (await this.sandbox()).state, { message: `sandbox of ${this.id}`, timeout, intervals: [50, 100, 250] })
      .toBe(state);
    return this.sandbox();
  }

  async listens(port: number, timeout = 60_000): Promise<void> {
    await expect
      .poll(async () => (await this.sandbox()).ports.map((open) => open.port), { message: `port ${port}`, timeout, intervals: [100, 250] })
      .toContain(port);
  }

  terminals(): Promise<Terminal[]> {
    return this.api.get(`/api/projects/${this.id}/terminals`);
  }

  async terminal({ name, since, onBytes }: TerminalOptions = {}): Promise<LogSocket> {
    const query = new URLSearchParams();
    if (name !== undefined) query.set('terminal', name);
    if (since !== undefined) query.set('since', String(since));
    return this.#kept(await LogSocket.open(this.api, `/api/terminals/${this.id}?${query}`, onBytes));
  }

  async runLog(id: string, since = 0): Promise<LogSocket> {
    return this.#kept(await LogSocket.open(this.api, `/api/runs/${id}/logs?since=${since}`));
  }

  async events(): Promise<EventsSocket> {
    return this.#kept(await EventsSocket.open(this.api, this.id));
  }

  /** Cuts what is open. */
  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async delete(): Promise<void> {
    this.close();
    await this.ask('DELETE', '');
  }

  #kept<T extends { terminate(): void }>(socket: T): T {
    this.#sockets.push(socket);
    return socket;
  }
}
