import { connect } from 'node:net';
import { bigFile } from '../lib/bigFile.ts';
import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';

test('writingOntoAFolderIsRefused', async ({ create }) => {
  const project = await create();
  await project.write('folder/kept.txt', 'kept');
  expectProblem(await project.file('PUT', 'folder', { body: 'x' }), 409, 'not-a-file');
  expectProblem(await project.file('GET', 'folder'), 409, 'not-a-file');
  expectProblem(await project.file('PUT', 'folder/kept.txt/deeper', { body: 'x' }), 409, 'not-a-directory');
  expect(await project.read('folder/kept.txt')).toBe('kept');
});

test('theRootCannotBeDeletedMovedOrWritten', async ({ create }) => {
  const project = await create();
  for (const reply of [
    await project.ask('DELETE', '/files?path='),
    await project.ask('PUT', '/files?path=', { body: 'x' }),
    await project.ask('POST', '/files/rename', { json: { from: '', to: 'x' } }),
    await project.ask('POST', '/files/batch', { json: { operations: [{ op: 'delete', path: '' }] } }),
  ]) {
    expectProblem(reply, 409, 'root-is-fixed');
  }
  expectProblem(await project.ask('DELETE', '/files'), 400, 'invalid-path');
  expect(await project.names()).toContain('vivarium.json');
});

test('aFolderCannotBeMovedIntoItself', async ({ create }) => {
  const project = await create();
  await project.write('a/b/c.txt', 'kept');
  const reply = await project.ask('POST', '/files/rename', { json: { from: 'a', to: 'a/b/a' } });
  expectProblem(reply, 422, 'invalid');
  expect(await project.read('a/b/c.txt')).toBe('kept');
});

test('whatIsNoRegularFileIsShownAndNotOpened', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell('mkfifo pipe; mknod null c 1 3 || echo no devices');
  expect(log, 'a sandbox makes no devices').toContain('no devices');
  await project.begin({ cmd: ['/usr/bin/python3', '-c', 'import socket,time; socket.socket(socket.AF_UNIX).bind("sock"); time.sleep(60)'] });
  await expect.poll(() => project.names()).toContain('sock');
  for (const name of ['pipe', 'sock']) {
    expect((await project.tree()).entries).toContainEqual(expect.objectContaining({ name, type: 'other' }));
    expectProblem(await project.file('GET', name), 409, 'not-a-file');
    expectProblem(await project.file('PUT', name, { body: 'x' }), 409, 'not-a-file');
    expect((await project.ask('GET', '/search?q=anything')).status).toBe(200);
    expect((await project.file('DELETE', name)).status).toBe(204);
  }
});

test('aFileWithoutRightsIsReadAllTheSame', async ({ create }) => {
  const project = await create();
  await project.shell('echo mine > locked; chmod 0 locked; mkdir shut; echo in > shut/file; chmod 0 shut');
  expect(await project.read('locked')).toBe('mine\n');
  expect(await project.read('shut/file')).toBe('in\n');
  expect((await project.file('DELETE', 'shut')).status).toBe(204);
});

test('anUploadThatBreaksOffChangesNothing', async ({ api, create }) => {
  const project = await create();
  await project.write('kept.txt', 'old');
  const socket = connect(Number(api.base.port), '127.0.0.1');
  socket.write(
    `PUT /api/projects/${project.id}/files?path=kept.txt HTTP/1.1\r\nHost: ${api.base.host}\r\n` +
      `Authorization: Bearer ${api.token}\r\nContent-Length: 9000000\r\n\r\n`,
  );
  await new Promise((resolve) => socket.write(Buffer.alloc(1_000_000), resolve));
  socket.destroy();
  await project.write('after.txt', 'later');
  expect(await project.read('kept.txt')).toBe('old');
  await expect.poll(async () => (await project.shell('ls -A | grep -c kept')).log).toBe('1\n');
});

test('moreThanTheLimitIsRefusedBeforeItIsSent', async ({ create }) => {
  const project = await create();
  const reply = await project.file('PUT', 'huge.bin', { body: bigFile(1024).stream(), headers: { 'Content-Length': String(513 * 1024 * 1024) } });
  expectProblem(reply, 413, 'too-large');
  expect(await project.names()).not.toContain('huge.bin');
});

test('unreadableJsonIsRefused', async ({ create }) => {
  const project = await create();
  const headers = { 'Content-Type': 'application/json' };
  for (const body of ['', '{', '[]', '"text"', '{"path": {"a": 1}}', '\xff\xfe']) {
    const reply = await project.ask('POST', '/files/create', { body, headers });
    expect([400, 422], `${body}: ${reply.status}`).toContain(reply.status);
    expectProblem(reply, reply.status, String(reply.json<{ code: string }>().code));
  }
});
