import { expect, test } from '../lib/fixtures.ts';
import { bigFile } from '../lib/bigFile.ts';
import { expectProblem } from '../lib/problems.ts';
import type { Frame } from '../lib/types.ts';

test('aFileIsWrittenReadAndDeleted', async ({ create }) => {
  const project = await create();
  const created = await project.file('PUT', 'deep/er/new.bin', { body: Buffer.from([0, 255, 10, 13]) });
  expect(created.status).toBe(201);
  const read = await project.file('GET', 'deep/er/new.bin');
  expect([...read.body]).toEqual([0, 255, 10, 13]);
  expect(read.header('etag')).toBe(created.header('etag'));
  expect((await project.file('PUT', 'deep/er/new.bin', { body: 'again' })).status).toBe(204);
  expect((await project.file('DELETE', 'deep')).status).toBe(204);
  expectProblem(await project.file('GET', 'deep/er/new.bin'), 404, 'file-not-found');
});

test('anETagGuardsAgainstLostUpdates', async ({ create }) => {
  const project = await create();
  const put = (body: string, headers: Record<string, string>) => project.file('PUT', 'note.txt', { body, headers });
  const first = (await put('one', { 'If-None-Match': '*' })).header('etag');
  expectProblem(await put('two', { 'If-None-Match': '*' }), 412, 'stale');
  const second = await put('two', { 'If-Match': first });
  expect(second.status).toBe(204);
  expectProblem(await put('three', { 'If-Match': first }), 412, 'stale');
  expectProblem(await project.file('DELETE', 'note.txt', { headers: { 'If-Match': first } }), 412, 'stale');
  expect(await project.read('note.txt')).toBe('two');
  const unchanged = await project.file('GET', 'note.txt', { headers: { 'If-None-Match': second.header('etag') } });
  expect(unchanged.status).toBe(304);
});

test('theSameContentHasTheSameETag', async ({ create }) => {
  const project = await create();
  const [one, two] = [await project.file('PUT', 'a', { body: 'same' }), await project.file('PUT', 'b', { body: 'same' })];
  expect(one.header('etag')).toBe(two.header('etag'));
});

test('theTreeListsFoldersFirstAndAsDeepAsAsked', async ({ create }) => {
  const project = await create();
  await project.write('zoo/inner/leaf.txt', 'leaf');
  await project.write('a.txt', 'four');
  const tree = await project.tree();
  const types = tree.entries.map((entry) => entry.type);
  expect(tree).toMatchObject({ path: '', truncated: false });
  expect(types).toEqual([...types].sort((one, two) => Number(one === 'file') - Number(two === 'file')));
  expect(tree.entries.find(({ name }) => name === 'a.txt')).toMatchObject({ path: 'a.txt', type: 'file', size: 4 });
  expect(tree.entries.find(({ name }) => name === 'zoo')).not.toHaveProperty('entries');
  const deep = await project.tree('zoo', 2);
  expect(deep.entries[0]).toMatchObject({ path: 'zoo/inner', type: 'directory', entries: [{ path: 'zoo/inner/leaf.txt' }] });
  expectProblem(await project.ask('GET', '/tree?path=none'), 404, 'file-not-found');
  expectProblem(await project.ask('GET', '/tree?path=a.txt'), 409, 'not-a-directory');
});

test('creatingAndRenamingReplaceNothing', async ({ create }) => {
  const project = await create();
  const post = (verb: string, json: unknown) => project.ask('POST', `/files/${verb}`, { json });
  expect((await post('create', { path: 'folder', type: 'directory' })).status).toBe(201);
  expect((await post('create', { path: 'folder/file', type: 'file' })).status).toBe(201);
  expectProblem(await post('create', { path: 'folder', type: 'directory' }), 409, 'file-exists');
  expectProblem(await post('create', { path: 'x', type: 'socket' }), 422, 'invalid');
  expect((await post('rename', { from: 'folder/file', to: 'moved' })).status).toBe(204);
  expectProblem(await post('rename', { from: 'moved', to: 'folder' }), 409, 'file-exists');
  expectProblem(await post('rename', { from: 'gone', to: 'there' }), 404, 'file-not-found');
  expect(await project.names('folder')).toEqual([]);
});

test('theNamesOfTheFirstInterfaceWorkToo', async ({ create }) => {
  const project = await create();
  expect((await project.ask('PUT', '/files/write', { json: { path: 'old.txt', content: 'Grüße' } })).status).toBe(201);
  expect(await project.read('old.txt')).toBe('Grüße');
  expect((await project.ask('DELETE', '/files/delete?path=old.txt')).status).toBe(204);
});

test('aBatchHappensWhollyOrNotAtAll', async ({ create }) => {
  const project = await create();
  await project.write('kept.txt', 'before');
  const batch = (operations: unknown[]) => project.ask('POST', '/files/batch', { json: { operations } });
  const refused = await batch([
    { op: 'write', path: 'kept.txt', content: 'after' },
    { op: 'create', path: 'made', type: 'directory' },
    { op: 'delete', path: 'missing' },
  ]);
  expect(expectProblem(refused, 404, 'file-not-found')).toMatchObject({ operation: 2 });
  expect(await project.read('kept.txt')).toBe('before');
  expect(await project.names()).not.toContain('made');

  const done = await batch([
    { op: 'write', path: 'kept.txt', content: 'after' },
    { op: 'create', path: 'made', type: 'directory' },
    { op: 'rename', from: 'kept.txt', to: 'made/moved.txt' },
  ]);
  expect(done.status, done.text()).toBe(200);
  expect(await project.read('made/moved.txt')).toBe('after');
});

test('searchStreamsWhatItFinds', async ({ create }) => {
  const project = await create();
  await project.write('src/needles.txt', 'hay\nhay Needle hay\n');
  const found = async (query: string) => {
    const reply = await project.ask('GET', `/search?${query}`);
    expect(reply.header('content-type')).toContain('ndjson');
    return reply.text().trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Frame);
  };
  expect(await found('q=needle')).toEqual([{ path: 'src/needles.txt', line: 2, column: 5, text: 'hay Needle hay' }]);
  expect(await found('q=needle&case=true')).toEqual([]);
  expect(await found(`q=${encodeURIComponent('N[e]+dle')}&regex=true&case=true`)).toHaveLength(1);
  expectProblem(await project.ask('GET', `/search?q=${encodeURIComponent('(')}&regex=true`), 422, 'invalid');
});

test('twoHundredMegabytesGoUpAndComeBack', async ({ create }) => {
  test.setTimeout(120_000);
  const project = await create();
  const content = bigFile(200 * 1024 * 1024);
  const reply = await project.file('PUT', 'big.bin', { body: content.stream(), headers: { 'Content-Length': String(content.size) } });
  expect(reply.status, reply.text()).toBe(201);
  const answer = await project.api.open('GET', `/api/projects/${project.id}/files?path=big.bin`);
  expect(answer.headers['content-length']).toBe(String(content.size));
  expect(await content.hashOf(answer)).toBe(await content.hash());
});
