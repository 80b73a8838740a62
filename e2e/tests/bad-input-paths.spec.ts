import { mkdtemp, chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';

/** Of the query, as sent. */
const BAD_PATHS = {
  parent: '..%2F..%2Fetc%2Fpasswd',
  'parent inside': 'src%2F..%2F..%2F..%2Fetc%2Fpasswd',
  'parent alone': '..',
  'parent in plain': '../../etc/passwd',
  absolute: '%2Fetc%2Fpasswd',
  'twice absolute': '%2F%2Fetc%2Fpasswd',
  NUL: 'a%00b',
  'NUL at the end': 'vivarium.json%00',
  'not UTF-8': '%ff%fe',
  'overlong UTF-8': '%c0%ae%c0%ae%2fetc',
  'over-long': 'd%2F'.repeat(2500),
  'over-long name': 'x'.repeat(5000),
  'a dot': 'src%2F.%2Fx',
  'an empty name': 'src%2F%2Fx',
};

for (const [what, path] of Object.entries(BAD_PATHS)) {
  test(`aPathIsRefusedThatIs ${what}`, async ({ create }) => {
    const project = await create();
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const reply = await project.ask(method, `/files?path=${path}`, method === 'PUT' ? { body: 'x' } : {});
      // A request line of this length never gets as far as being a path.
      if (reply.status !== 414) expectProblem(reply, 400, 'invalid-path');
    }
    expectProblem(await project.ask('GET', `/tree?path=${path.slice(0, 7000)}`), 400, 'invalid-path');
    expect(await project.read('vivarium.json')).toContain('actions');
  });
}

test('aBrokenEscapeIsRefused', async ({ create }) => {
  const project = await create();
  for (const path of ['%zz', 'a%', '%4']) expectProblem(await project.ask('GET', `/files?path=${path}`), 400, 'malformed-request');
});

test('aBadPathInABodyIsRefusedToo', async ({ create }) => {
  const project = await create();
  const post = (verb: string, json: unknown) => project.ask('POST', `/files/${verb}`, { json });
  for (const path of ['../x', '/etc/x', 'a\u0000b', 'x'.repeat(5000), 'a//b']) {
    expectProblem(await post('create', { path, type: 'file' }), 400, 'invalid-path');
    expectProblem(await post('rename', { from: 'vivarium.json', to: path }), 400, 'invalid-path');
    expectProblem(await post('rename', { from: path, to: 'y' }), 400, 'invalid-path');
    expectProblem(await post('batch', { operations: [{ op: 'delete', path }] }), 400, 'invalid-path');
    expectProblem(await project.ask('PUT', '/files/write', { json: { path, content: '' } }), 400, 'invalid-path');
  }
  expect(await project.names()).toContain('vivarium.json');
});

test('aNameThatIsNoUtf8CanBeSeenAndRemoved', async ({ create }) => {
  const project = await create();
  await project.shell("printf x > $'na\\xffme'");
  const entry = (await project.tree()).entries.find(({ name }) => name.startsWith('na') && name.endsWith('me'));
  expect(entry).toMatchObject({ type: 'file', size: 1 });
  expect(await project.read(String(entry?.path))).toBe('x');
  expect((await project.file('DELETE', String(entry?.path))).status).toBe(204);
});

/** A folder of the host that whoever gets out of a workspace could read and write. */
async function outside(): Promise<{ folder: string; canary: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-outside-'));
  const canary = join(folder, 'canary');
  await writeFile(canary, 'sings');
  await chmod(folder, 0o777);
  await chmod(canary, 0o666);
  return { folder, canary };
}

async function links(project: ProjectClient, targets: Record<string, string>): Promise<void> {
  const script = Object.entries(targets).map(([name, target]) => `ln -s '${target}' ${name}`).join(' && ');
  expect((await project.shell(script)).exitCode).toBe(0);
}

test('aLinkOutOfTheWorkspaceLeadsNowhere', async ({ create }) => {
  const project = await create();
  const { folder, canary } = await outside();
  const climb = '../'.repeat(20);
  await links(project, { x: '/etc/passwd', c: canary, d: folder, up: `${climb}${canary}`, updir: `${climb}${folder}`, magic: '/proc/self/cwd', root: '/' });

  for (const path of ['x', 'c', 'd/canary', 'up', 'updir/canary', 'magic/canary', `root${canary}`]) {
    const read = await project.file('GET', path);
    expect([403, 404, 409], `reading ${path}: ${read.text()}`).toContain(read.status);
    expect(read.text(), path).not.toMatch(/sings|root:/);
    await project.file('PUT', path, { body: 'silenced' });
    await project.ask('POST', '/files/rename', { json: { from: 'vivarium.json', to: `${path}-new` } });
  }
  for (const path of ['d/new', 'updir/new', 'd/new/deeper']) {
    const write = await project.file('PUT', path, { body: 'escaped' });
    expect([403, 404, 409], `writing ${path}: ${write.text()}`).toContain(write.status);
  }
  for (const path of ['d/canary', 'updir/canary']) {
    expect([403, 404, 409], `deleting ${path}`).toContain((await project.file('DELETE', path)).status);
  }
  for (const path of ['d', 'updir', 'magic', 'root']) {
    expect([403, 404, 409], `listing ${path}`).toContain((await project.ask('GET', `/tree?path=${path}`)).status);
  }
  expect((await project.ask('GET', '/search?q=sings')).text()).toBe('');

  expect(await readFile(canary, 'utf8')).toBe('sings');
  await expect(stat(join(folder, 'new'))).rejects.toThrow('ENOENT');
  await rm(folder, { recursive: true });
});

test('deletingALinkLeavesWhatItPointsTo', async ({ create }) => {
  const project = await create();
  const { folder, canary } = await outside();
  await project.shell('mkdir tree');
  await links(project, { 'tree/file': canary, 'tree/folder': folder, lone: folder });
  const entry = (await project.tree()).entries.find(({ name }) => name === 'lone');
  expect(entry).toMatchObject({ type: 'other' });
  expect((await project.file('DELETE', 'lone')).status).toBe(204);
  expect((await project.file('DELETE', 'tree')).status).toBe(204);
  expect(await readFile(canary, 'utf8')).toBe('sings');
  expect(await project.names()).not.toContain('tree');
  await rm(folder, { recursive: true });
});

test('aLinkThatStaysInsideIsFollowed', async ({ create }) => {
  const project = await create();
  await project.shell('mkdir real && echo inside > real/file && ln -s real linked && ln -s real/file short');
  expect(await project.read('linked/file')).toBe('inside\n');
  expect(await project.read('short')).toBe('inside\n');
  expect(await project.names('linked')).toEqual(['file']);
});
