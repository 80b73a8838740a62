import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { processesWith } from '../lib/host.ts';
import { Instance } from '../lib/Instance.ts';
import { vivarium } from '../lib/launcher.ts';
import type { Project } from '../lib/types.ts';

const START_MS = 120_000;

test('twoSideBySideDoNotTouchEachOther', async ({ api, create }) => {
  test.setTimeout(START_MS);
  const here = await create('vanilla-js', 'Same name');
  const other = await Instance.start();
  const otherApi = await other.api();
  const there = await otherApi.createProject('Same name', 'java');
  expect(there.id, 'the same label is free there').toBe(here.id);

  const shell = await here.terminal({ name: 'kept' });
  shell.type('MINE=1; echo re"a"dy\r');
  await shell.says('ready');
  const otherShell = await there.terminal();
  otherShell.type('echo re"a"dy\r');
  await otherShell.says('ready');
  expect([(await here.sandbox()).state, (await there.sandbox()).state]).toEqual(['running', 'running']);
  expect((await api.ask('GET', '/api/projects', { headers: otherApi.authorization })).status, 'a token of the other').toBe(401);
  const templates = async (client: typeof api) => (await client.get<Project[]>('/api/projects')).find(({ id }) => id === here.id)?.template;
  expect([await templates(api), await templates(otherApi)]).toEqual(['vanilla-js', 'java']);

  there.close();
  const { code, stderr } = await other.down();
  expect(code, stderr).toBe(0);
  await expect(otherApi.ask('GET', '/q/health/live')).rejects.toThrow('ECONNREFUSED');
  shell.type('echo "still [$MINE]"\r');
  await shell.says('still [1]');
  expect((await here.sandbox()).state).toBe('running');
  await other.remove();
});

test('upOnARunningInstancePrintsItsAddress', async () => {
  const { code, stdout } = await vivarium(['up', '--detach', '--yes', '--data', environment.data]);
  expect(code).toBe(0);
  expect(stdout.trim()).toMatch(new RegExp(`^${environment.url.origin}/auth\\?token=\\S+$`));
});

test('aKilledServerLosesNothing', async () => {
  test.setTimeout(START_MS * 2);
  const instance = await Instance.start();
  const api = await instance.api();
  const project = await api.createProject('Survivor', 'vanilla-js');
  await project.write('kept.txt', 'kept');
  const terminal = await project.terminal({ name: 'shell' });
  const marker = `survivor-${process.pid}`;
  terminal.type(`KEPT=yes; bash -c 'while :; do read -t 5 || :; done' ${marker} & echo re"a"dy\r`);
  await terminal.says('ready');
  await expect.poll(async () => (await processesWith(marker)).length).toBeGreaterThan(0);

  // The supervisor dies with it, so that nothing starts the server again but `up`.
  const pids = [await instance.pid('supervisor'), await instance.pid('server')];
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const { code, stderr } = await instance.up();
  expect(code, stderr).toBe(0);

  expect((await project.read('kept.txt'))).toBe('kept');
  expect((await api.get<Project[]>('/api/projects')).map(({ name }) => name)).toContain('Survivor');
  expect((await api.project(project.id)).view).toMatchObject({ name: 'Survivor', template: 'vanilla-js' });

  const sandbox = await project.sandbox();
  const alive = (await processesWith(marker)).length > 0;
  expect(sandbox.state, 'it says what is').toBe(alive ? 'running' : 'stopped');
  if (alive) {
    const again = await project.terminal({ name: 'shell' });
    again.type('echo "[$KEPT]"\r');
    await again.says('[yes]');
  } else {
    expect(sandbox.cause).toBe('engine-lost');
  }
  expect((await project.shell('cat kept.txt')).log).toBe('kept');
  project.close();
  await instance.remove();
  expect(await processesWith(marker), 'nothing of it is left').toEqual([]);
});

test('aKilledManagerIsStartedAgainAndItsSandboxesAreToldTruthfully', async () => {
  test.setTimeout(START_MS * 2);
  const instance = await Instance.start();
  const project = await (await instance.api()).createProject('Survivor', 'vanilla-js');
  const marker = `manager-${process.pid}`;
  const { id } = await project.begin({ cmd: ['bash', '-c', 'echo up; sleep 1000', marker] });
  await expect.poll(() => project.log(id)).toContain('up');
  process.kill(await instance.pid('manager'), 'SIGKILL');
  const { code, stderr } = await instance.up();
  expect(code, stderr).toBe(0);
  const state = async () => {
    const alive = (await processesWith(marker)).length > 0;
    return { truthful: (await project.sandbox()).state === (alive ? 'running' : 'stopped'), run: (await project.run(id)).state === (alive ? 'running' : 'exited') };
  };
  await expect.poll(state, { timeout: 30_000 }).toEqual({ truthful: true, run: true });
  await expect.poll(async () => (await project.shell('echo again')).log, { timeout: 30_000 }).toBe('again\n');
  await instance.remove();
});

test('aTakenPortStopsTheStartWithTheReason', async () => {
  const instance = await Instance.prepare();
  const holder = createServer().listen(instance.port, '127.0.0.1');
  await once(holder, 'listening');
  const { code, stderr } = await instance.up();
  expect(code).not.toBe(0);
  expect(stderr).toContain(String(instance.port));
  expect(stderr).toMatch(/taken|in use/);
  expect((await vivarium(['status', '--data', instance.data])).code, 'nothing was left behind').not.toBe(0);
  holder.close();
  await instance.remove();
});

test('aFolderThatCannotBeUsedStopsTheStartWithTheReason', async () => {
  const unwritable = await vivarium(['up', '--detach', '--yes', '--data', '/proc/vivarium']);
  expect(unwritable.code).not.toBe(0);
  expect(unwritable.stderr).toContain('/proc/vivarium cannot be written');

  const closed = await mkdtemp(join(tmpdir(), 'vivarium-closed-'));
  await chmod(closed, 0o700);
  const impassable = await vivarium(['up', '--detach', '--yes', '--data', join(closed, 'data')]);
  expect(impassable.code).not.toBe(0);
  expect(impassable.stderr).toContain(closed);
  expect(impassable.stderr).toContain('chmod');
});

test('anotherAddressThanLoopbackIsRefusedWithTheReason', async () => {
  const instance = await Instance.prepare();
  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    const { code, stderr } = await instance.up('--host', host);
    expect(code, host).not.toBe(0);
    expect(stderr, host).toContain('PUBLIC_URL');
  }
  await instance.remove();
});

test('aDatabaseThatDoesNotAnswerStopsTheStartWithTheReason', async () => {
  test.setTimeout(START_MS);
  const instance = await Instance.prepare({ DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' });
  const { code, stderr } = await instance.up();
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/database/i);
  expect(stderr).not.toContain('secret');
  expect((await vivarium(['status', '--data', instance.data])).code).not.toBe(0);
  await instance.remove();
});

test('wordsThatMeanNothingAreRefused', async () => {
  for (const words of [['fly'], ['up', '--prot', '1'], ['up', '--port', 'many'], ['up', '--engine', 'steam'], ['up', '--port', '70000']]) {
    const { code, stderr } = await vivarium(words);
    expect(code, words.join(' ')).not.toBe(0);
    expect(stderr, words.join(' ')).toMatch(/^vivarium: .{15,}/);
  }
});
