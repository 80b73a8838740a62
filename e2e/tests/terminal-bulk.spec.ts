import { createHash } from 'node:crypto';
import { bigFile, bigFileCommand } from '../lib/bigFile.ts';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import type { LogSocket } from '../lib/LogSocket.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';

const MIB = 1024 * 1024;
const BEGIN = 'BEGIN-OF-STREAM\n';

/** Reads a terminal from its start over as many connections as it takes, and hashes `size` bytes after {@link BEGIN}. */
class BulkReader {
  readonly #hash = createHash('sha256');
  #lead: Buffer | null = Buffer.alloc(0);
  #left: number;
  offset = 0;

  constructor(size: number) {
    this.#left = size;
  }

  get isDone(): boolean {
    return this.#left === 0;
  }

  take(bytes: Buffer): void {
    this.offset += bytes.length;
    if (this.#lead === null) return this.#count(bytes);
    const lead = Buffer.concat([this.#lead, bytes]);
    const at = lead.indexOf(BEGIN);
    this.#lead = at < 0 ? lead : null;
    if (at >= 0) this.#count(lead.subarray(at + BEGIN.length));
  }

  #count(bytes: Buffer): void {
    const counted = bytes.subarray(0, this.#left);
    this.#hash.update(counted);
    this.#left -= counted.length;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** Attaches where the reader is, and cuts the connection once it has got `bytes` more. */
async function readSome(project: ProjectClient, reader: BulkReader, bytes: number, timeout: number): Promise<LogSocket> {
  const cutAt = reader.offset + bytes;
  let isCut = false;
  const terminal: LogSocket = await project.terminal({
    name: 'bulk',
    since: reader.offset,
    onBytes: (piece) => {
      if (isCut) return;
      reader.take(piece);
      isCut = reader.offset >= cutAt || reader.isDone;
    },
  });
  await expect.poll(() => isCut, { timeout, intervals: [5, 10, 20] }).toBe(true);
  terminal.terminate();
  expect(terminal.frame('gap'), 'an attached reader loses nothing').toBeUndefined();
  return terminal;
}

async function streams(project: ProjectClient, size: number, cuts: number): Promise<void> {
  const reader = new BulkReader(size);
  const start = await project.terminal({ name: 'bulk' });
  start.type(`stty -echo -opost; printf 'BEGIN-OF''-STREAM\\n'; ${bigFileCommand(size)}; printf 'END-OF''-STREAM\\n'\r`);
  await start.says(BEGIN.trim());
  start.terminate();
  for (let cut = 0; cut < cuts && !reader.isDone; cut++) {
    await readSome(project, reader, 1 + Math.floor((Math.random() * 2 * size) / (cuts + 1)), 60_000);
  }
  if (!reader.isDone) await readSome(project, reader, Number.MAX_SAFE_INTEGER, 10 * 60_000);
  expect(reader.digest()).toBe(await bigFile(size).hash());
}

test('32MegabytesArriveOverManyConnections', async ({ create }) => {
  test.setTimeout(120_000);
  await streams(await create(), 32 * MIB, 12);
});

test('500MegabytesArriveOver100Connections', async ({ create }) => {
  test.skip(!environment.soak, 'takes minutes: VIVARIUM_SOAK=1 ./vivarium test e2e');
  test.setTimeout(15 * 60_000);
  await streams(await create(), 500 * MIB, 100);
});
