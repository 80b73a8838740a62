import { expect, test } from '../lib/fixtures.ts';
import type { Frame, Port, Run } from '../lib/types.ts';

interface Change {
  kind: string;
  path: string;
  entry: string;
}

function changes(frames: Frame[]): Change[] {
  return frames.filter(({ type }) => type === 'files').flatMap((frame) => (frame.changes as Change[] | undefined) ?? []);
}

test('theFirstFrameTellsWhatThereIs', async ({ create }) => {
  const project = await create();
  const { run } = await project.shell('true');
  const { frames } = await project.events();
  expect(frames[0]).toMatchObject({ type: 'hello', sandbox: { state: 'running' }, runs: [{ id: run.id }], terminals: [] });
});

test('fileChangesAreToldWhoeverMakesThem', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  await project.write('by-api.txt', 'one');
  await expect.poll(() => changes(events.frames)).toContainEqual({ kind: 'created', path: 'by-api.txt', entry: 'file' });
  await project.shell('mkdir made; echo two > made/by-shell.txt; rm by-api.txt');
  await expect.poll(() => changes(events.frames)).toContainEqual({ kind: 'created', path: 'made', entry: 'directory' });
  await expect.poll(() => changes(events.frames)).toContainEqual({ kind: 'deleted', path: 'by-api.txt', entry: 'file' });
  // What is in a new folder is told, or the folder is to be listed again.
  await expect
    .poll(() => changes(events.frames).some(({ path }) => path === 'made/by-shell.txt') || events.frames.some(({ overflow, path }) => overflow && (path === 'made' || path === '')))
    .toBe(true);
});

test('aFloodOfFilesEndsInAModelThatEqualsTheDisk', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  const { exitCode } = await project.shell('mkdir many && cd many && for i in {1..3000}; do : > f$i; done; rm f1; : > ../last');
  expect(exitCode).toBe(0);
  await expect.poll(() => changes(events.frames).some(({ path }) => path === 'last') || events.frames.some(({ overflow }) => overflow)).toBe(true);
  expect((await project.tree('many')).entries).toHaveLength(2999);
});

test('installedPackagesDoNotFloodTheEvents', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  await project.shell('mkdir -p node_modules/x && cd node_modules/x && for i in {1..2000}; do : > f$i; done; : > ../../after');
  await expect.poll(() => changes(events.frames).map(({ path }) => path)).toContain('after');
  expect(changes(events.frames).filter(({ path }) => path.startsWith('node_modules/x/f'))).toHaveLength(0);
});

test('runsTerminalsAndPortsAreTold', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  const { run } = await project.shell('exit 4');
  await events.tells(({ type, run: told }) => type === 'run' && (told as Run).id === run.id && (told as Run).exitCode === 4, 'the end of the run');
  const terminal = await project.terminal({ name: 'told' });
  await events.tells(({ type, terminal: told }) => type === 'terminal' && (told as { name: string }).name === 'told', 'the terminal');
  terminal.type('exit\r');
  await project.begin({ cmd: ['/usr/bin/python3', '-m', 'http.server', '4321', '--bind', '127.0.0.1'] });
  const ports = await events.tells(({ type, ports: open }) => type === 'ports' && JSON.stringify(open).includes('4321'), 'the port');
  const [open] = ports.ports as Port[];
  expect(open?.port).toBe(4321);
  expect(new URL(open?.url ?? '').host).toBe(`4321-${project.id}.preview.${project.api.base.host}`);
});
