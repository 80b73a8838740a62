import { expect } from '@playwright/test';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './ApiClient.ts';
import { vivarium, type Outcome } from './launcher.ts';

type Part = 'supervisor' | 'manager' | 'server' | 'postgres';

/** A folder that other accounts may pass, which a new temporary folder is not. */
export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-e2e-'));
  await chmod(folder, 0o755);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Another instance on this machine, with its own data folder and port. */
export class Instance {
  private constructor(
    readonly data: string,
    readonly port: number,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async prepare(environment: NodeJS.ProcessEnv = {}): Promise<Instance> {
    return new Instance(await newDataFolder(), await freePort(), environment);
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<Instance> {
    const instance = await Instance.prepare(environment);
    const { code, stderr } = await instance.up();
    expect(code, stderr).toBe(0);
    return instance;
  }

  get url(): URL {
    return new URL(`http://localhost:${this.port}`);
  }

  up(...more: string[]): Promise<Outcome> {
    return vivarium(['up', '--detach', '--yes', '--data', this.data, '--port', String(this.port), ...more], this.environment);
  }

  down(): Promise<Outcome> {
    return vivarium(['down', '--data', this.data]);
  }

  async api(): Promise<ApiClient> {
    const { code, stdout, stderr } = await vivarium(['token', '--data', this.data]);
    expect(code, stderr).toBe(0);
    return new ApiClient(this.url, stdout.trim());
  }

  async pid(part: Part): Promise<number> {
    const { stdout } = await vivarium(['status', '--data', this.data]);
    const found = new RegExp(`^${part}\\s.*process (\\d+)`, 'm').exec(stdout);
    expect(found, stdout).not.toBeNull();
    return Number(found?.[1]);
  }

  async remove(): Promise<void> {
    await this.down();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** A link of a running instance that signs a browser in once. */
export async function loginLink(data: string): Promise<string> {
  const { code, stdout, stderr } = await vivarium(['up', '--detach', '--yes', '--data', data]);
  expect(code, stderr).toBe(0);
  const link = /http\S+\/auth\?token=\S+/.exec(stdout)?.[0];
  expect(link, stdout).toBeDefined();
  return String(link);
}
