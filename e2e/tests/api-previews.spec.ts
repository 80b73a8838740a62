import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { WebSocket } from 'ws';
import { bigFile } from '../lib/bigFile.ts';
import { expect, test } from '../lib/fixtures.ts';
import { ask } from '../lib/http.ts';
import { PreviewVisitor } from '../lib/PreviewVisitor.ts';
import { expectProblem } from '../lib/problems.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';
import { askSocket } from '../lib/refusals.ts';

const PORT = 3000;
const HTML = { Accept: 'text/html' };

interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

async function serve(project: ProjectClient, port = PORT): Promise<void> {
  await project.write('echo-server.mjs', await readFile(new URL('../lib/echo-server.mjs', import.meta.url), 'utf8'));
  await project.begin({ cmd: ['node', 'echo-server.mjs', String(port)] });
  await project.listens(port);
}

test('aTicketBecomesThePreviewsOwnCookie', async ({ create }) => {
  const project = await create();
  await serve(project);
  const visitor = await PreviewVisitor.enter(project, '/request?a=1&b=%20');
  expect(visitor.origin.host).toBe(`${project.id}.preview.${project.api.base.host}`);
  expect(visitor.setCookie).toMatch(/^__Host-/);
  const attributes = visitor.setCookie.split(/;\s*/);
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=None', 'Partitioned']));
  expect(visitor.setCookie).not.toContain('Domain');

  const seen = (await visitor.ask('GET', '/request?a=1&b=%20')).json<Seen>();
  expect(seen).toMatchObject({ method: 'GET', url: '/request?a=1&b=%20' });
  expect(JSON.stringify(seen.headers), 'our cookie stays with us').not.toContain('__Host-');
});

test('aTicketWorksOnce', async ({ create }) => {
  const project = await create();
  await serve(project);
  const door = new URL((await project.api.ask('GET', `/preview/${project.id}/`)).header('location'));
  const trade = () => ask(door, 'GET', door.pathname + door.search, { headers: HTML });
  expect((await trade()).status).toBe(303);
  const again = await trade();
  expect([303, 401]).toContain(again.status);
  expect(again.headers['set-cookie']).toBeUndefined();
});

test('aPreviewIsPrivate', async ({ create }) => {
  const [project, other] = [await create(), await create()];
  await serve(project);
  const visitor = await PreviewVisitor.enter(project);
  const stranger = (headers: Record<string, string>) => ask(visitor.origin, 'GET', '/request', { headers });
  expect((await stranger({ Accept: 'application/json' })).status).toBe(401);
  const page = await stranger(HTML);
  expect(page.status === 401 || page.header('location') === `${project.api.base.origin}/preview/${project.id}/request`, page.text()).toBe(true);
  expect((await stranger({ Cookie: '__Host-vivarium-preview=guess', Accept: '*/*' })).status).toBe(401);
  expect((await stranger(project.api.authorization)).status, 'a token works too').toBe(200);

  const elsewhere = new URL(other.view.previewUrl);
  const carried = await ask(elsewhere, 'GET', '/request', { headers: { ...visitor.cookie, Accept: '*/*' } });
  expect(carried.status, 'a cookie is for one project').toBe(401);
});

test('anotherPortHasItsOwnHost', async ({ create }) => {
  const project = await create();
  await serve(project, 4567);
  const visitor = await PreviewVisitor.enter(project, '/?port=4567');
  expect(visitor.origin.host).toBe(`4567-${project.id}.preview.${project.api.base.host}`);
  expect((await visitor.ask('GET', '/request')).json<Seen>().url).toBe('/request');
  expectProblem(await project.api.ask('GET', `/preview/${project.id}/?port=70000`), 422, 'invalid');
});

test('bodiesPassBothWaysAsTheyAre', async ({ create }) => {
  test.setTimeout(90_000);
  const project = await create();
  await serve(project);
  const visitor = await PreviewVisitor.enter(project);
  const upload = bigFile(24 * 1024 * 1024);
  const sent = await visitor.ask('POST', '/request', { body: upload.stream(), headers: { 'Content-Length': String(upload.size) } });
  expect(sent.json<Seen>()).toMatchObject({ method: 'POST', body: await upload.hash() });

  const size = 50_000_000;
  const zeros = await visitor.open('GET', `/zeros?size=${size}`);
  expect(await upload.hashOf(zeros)).toBe(createHash('sha256').update(Buffer.alloc(size)).digest('hex'));
});

test('nothingIsHeldBack', async ({ create }) => {
  const project = await create();
  await serve(project);
  const visitor = await PreviewVisitor.enter(project);
  const stream = await visitor.open('GET', '/stream');
  const events = stream.iterator();
  expect(String((await events.next()).value)).toBe('data: first\n\n');
  await visitor.ask('GET', '/go');
  expect(String((await events.next()).value)).toBe('data: second\n\n');

  const body = new PassThrough();
  body.write('ping');
  const duplex = await visitor.open('POST', '/duplex', { body });
  const echoes = duplex.iterator();
  expect(String((await echoes.next()).value)).toBe('ping');
  body.end('pong');
  expect(String((await echoes.next()).value)).toBe('pong');
});

test('webSocketsPassWithTheirProtocol', async ({ create }) => {
  const project = await create();
  await serve(project);
  const { origin, cookie } = await PreviewVisitor.enter(project);
  const headers = { ...cookie, Host: origin.host, Origin: origin.origin };
  const socket = new WebSocket(`ws://127.0.0.1:${origin.port}/hmr`, 'vite-hmr', { headers, perMessageDeflate: false });
  await once(socket, 'open');
  expect(socket.protocol).toBe('vite-hmr');
  socket.send('over and back');
  expect(String((await once(socket, 'message'))[0])).toBe('over and back');
  socket.terminate();
  const foreign = await askSocket(origin, '/hmr', { ...cookie, Host: origin.host, Origin: 'http://evil.example' });
  expect(foreign.status).toBe(403);
});

test('anAppCannotTouchOurCookies', async ({ create }) => {
  const project = await create();
  await serve(project);
  const visitor = await PreviewVisitor.enter(project);
  const { headers } = await visitor.ask('GET', '/cookies');
  const set = headers['set-cookie'] ?? [];
  expect(set).toContain('app=1; Path=/');
  expect(set.join('\n')).not.toContain('vivarium_session');
  expect(set.join('\n')).not.toMatch(/domain/i);
});

test('withNothingToShowItExplainsItself', async ({ create }) => {
  const project = await create();
  const visitor = await PreviewVisitor.enter(project);
  const look = () => visitor.ask('GET', '/', { headers: HTML });
  const starting = await look();
  expect(starting.status).toBe(503);
  expect(starting.header('retry-after')).toMatch(/^\d+$/);
  expect(starting.text()).toContain('<html');
  await project.reaches('running');
  await expect.poll(async () => (await look()).text()).toMatch(/nothing is listening/i);

  await serve(project);
  await expect.poll(async () => (await visitor.ask('GET', '/request')).status).toBe(200);
  await visitor.ask('GET', '/crash');
  await expect.poll(async () => (await look()).status).toBe(502);

  await serve(project);
  await expect.poll(async () => (await visitor.ask('GET', '/request')).status, 'it recovers by itself').toBe(200);
});

test('aPageOfTheIdeIsNeverServedOnAPreviewsHost', async ({ api, create }) => {
  const project = await create();
  await serve(project);
  const visitor = await PreviewVisitor.enter(project);
  for (const path of ['/api/projects', '/q/health/live', '/auth?token=x']) {
    expect((await visitor.ask('GET', path, { headers: api.authorization })).text(), path).toBe('no such route');
  }
});
