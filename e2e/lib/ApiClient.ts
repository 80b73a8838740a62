import { expect } from '@playwright/test';
import type http from 'node:http';
import { ask, open, type Ask, type Reply } from './http.ts';
import { ProjectClient } from './ProjectClient.ts';
import type { Project } from './types.ts';

/** A script with an API token. */
export class ApiClient {
  constructor(
    readonly base: URL,
    readonly token: string,
  ) {}

  ask(method: string, path: string, options?: Ask): Promise<Reply> {
    return ask(this.base, method, path, this.#signed(options));
  }

  /** The answer's head now; its body is read by the caller. */
  open(method: string, path: string, options?: Ask): Promise<http.IncomingMessage> {
    return open(this.base, method, path, this.#signed(options));
  }

  async get<T>(path: string): Promise<T> {
    const reply = await this.ask('GET', path);
    expect(reply.status, `GET ${path}: ${reply.text()}`).toBe(200);
    return reply.json<T>();
  }

  async createProject(name: string, template: string): Promise<ProjectClient> {
    const reply = await this.ask('POST', '/api/projects', { json: { name, template } });
    expect(reply.status, `creating ${name}: ${reply.text()}`).toBe(201);
    return new ProjectClient(this, reply.json<Project>());
  }

  async project(id: string): Promise<ProjectClient> {
    return new ProjectClient(this, await this.get<Project>(`/api/projects/${id}`));
  }

  get authorization(): Record<string, string> {
    return { Authorization: `Bearer ${this.token}` };
  }

  #signed(options: Ask = {}): Ask {
    return { ...options, headers: { ...this.authorization, ...options.headers } };
  }
}
