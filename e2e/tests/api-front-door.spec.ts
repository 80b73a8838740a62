import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { ask } from '../lib/http.ts';
import { loginLink } from '../lib/Instance.ts';
import { vivarium } from '../lib/launcher.ts';
import { expectProblem } from '../lib/problems.ts';
import { askSocket } from '../lib/refusals.ts';

const { url } = environment;
const EVIL = 'http://evil.example';

test('withoutASessionOrTokenNothingIsTold', async ({ create }) => {
  const project = await create();
  const paths = ['/api/projects', `/api/projects/${project.id}`, '/api/templates', '/api/runs?projectId=x', `/preview/${project.id}/`, '/api/no-such'];
  for (const path of paths) {
    expectProblem(await ask(url, 'GET', path), 401, 'unauthenticated');
    expectProblem(await ask(url, 'GET', path, { headers: { Authorization: 'Bearer viv_guess' } }), 401, 'unauthenticated');
  }
  expectProblem(await askSocket(url, `/api/terminals/${project.id}`), 401, 'unauthenticated');
  expectProblem(await askSocket(url, `/api/projects/${project.id}/events`), 401, 'unauthenticated');
});

test('aLoginLinkWorksOnceAndGivesASafeCookie', async () => {
  const link = new URL(await loginLink(environment.data));
  const first = await ask(url, 'GET', link.pathname + link.search);
  expect(first.status).toBe(303);
  const cookie = String(first.headers['set-cookie']?.[0]);
  expect(cookie).toMatch(/^vivarium_session=.{20,}/);
  expect(cookie).toMatch(/;\s*HttpOnly/i);
  expect(cookie).toMatch(/;\s*SameSite=Strict/i);
  const headers = { Cookie: cookie.split(';')[0] ?? '' };
  expect((await ask(url, 'GET', '/api/session', { headers })).json()).toMatchObject({ account: { operator: true } });
  expect((await ask(url, 'GET', link.pathname + link.search)).status).toBe(401);
  expectProblem(await ask(url, 'POST', '/api/session', { json: { token: link.searchParams.get('token') } }), 401, 'unauthenticated');

  expect((await ask(url, 'DELETE', '/api/session', { headers })).status).toBe(204);
  expectProblem(await ask(url, 'GET', '/api/session', { headers }), 401, 'unauthenticated');
});

test('aTokenOfTheCommandLineInvalidatesNoEarlierOne', async ({ api }) => {
  const { stdout } = await vivarium(['token', '--data', environment.data]);
  expect(stdout).toMatch(/^\S+\n?$/);
  for (const token of [stdout.trim(), api.token]) {
    expect((await ask(url, 'GET', '/api/projects', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
  }
});

test('aForeignOriginChangesNothing', async ({ api, create }) => {
  const project = await create();
  const as = (origin: string, method: string, path: string) =>
    api.ask(method, path, { headers: { Origin: origin }, ...(method === 'GET' ? {} : { json: { name: 'Taken over' } }) });
  for (const origin of [EVIL, 'null', 'http://localhost:1', `https://localhost:${url.port}`, `http://${project.id}.preview.${url.host}`]) {
    expectProblem(await as(origin, 'PATCH', `/api/projects/${project.id}`), 403, 'foreign-origin');
    expectProblem(await as(origin, 'DELETE', `/api/projects/${project.id}`), 403, 'foreign-origin');
    const headers = { ...api.authorization, Origin: origin };
    expectProblem(await askSocket(url, `/api/terminals/${project.id}`, headers), 403, 'foreign-origin');
    expectProblem(await askSocket(url, `/api/projects/${project.id}/events`, headers), 403, 'foreign-origin');
  }
  expect((await as(url.origin, 'PATCH', `/api/projects/${project.id}`)).status).toBe(200);
  expect((await askSocket(url, `/api/projects/${project.id}/events`, { ...api.authorization, Origin: url.origin })).status).toBe(101);
  expect((await askSocket(url, `/api/projects/${project.id}/events`, api.authorization)).status).toBe(101);
});

test('anUnknownHostIsRefused', async ({ api }) => {
  const as = (host: string) => ask(url, 'GET', '/api/projects', { headers: { ...api.authorization, Host: host } });
  for (const host of ['evil.example', `evil.example:${url.port}`, 'localhost:1', `localhost.evil.example:${url.port}`, `a.b.preview.${url.host}`, '']) {
    expectProblem(await as(host), 421, 'unknown-host');
  }
  for (const host of [`localhost:${url.port}`, `127.0.0.1:${url.port}`, `[::1]:${url.port}`]) expect((await as(host)).status, host).toBe(200);
  const socket = await askSocket(url, '/api/projects/x/events', { ...api.authorization, Host: 'evil.example' });
  expectProblem(socket, 421, 'unknown-host');
});

test('everyAnswerOfTheIdeCarriesItsPolicy', async ({ api }) => {
  for (const path of ['/', '/p/some-project', '/settings', '/api/projects', '/api/no-such', '/q/health/live', '/auth?token=x', '/no-such.js']) {
    const reply = await api.ask('GET', path);
    const policy = reply.header('content-security-policy');
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("script-src 'self'");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy, path).toContain(`http://*.preview.${url.host}`);
    expect(reply.header('x-content-type-options'), path).toBe('nosniff');
    expect(reply.header('x-frame-options') + policy, path).toContain('frame-ancestors');
  }
});

test('aFileOfAWorkspaceIsNeverAPageOfOurs', async ({ create }) => {
  const project = await create();
  await project.write('evil.html', '<script>alert(1)</script>');
  const reply = await project.file('GET', 'evil.html');
  expect(reply.header('content-type')).toBe('application/octet-stream');
  expect(reply.header('content-security-policy')).toMatch(/sandbox|default-src 'none'/);
  expect(reply.header('x-content-type-options')).toBe('nosniff');
});

test('whatIsNoRequestIsRefusedWithAProblem', async ({ api }) => {
  const send = async (head: string) => {
    const socket = connect(Number(url.port), '127.0.0.1');
    socket.end(head);
    return (await buffer(socket)).toString('utf8');
  };
  const line = await send(`GET /api/projects?x=${'x'.repeat(9000)} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
  expect(line).toMatch(/^HTTP\/1\.[01] 414 /);
  expect(line).toContain('"code":"uri-too-long"');
  const header = await send(`GET / HTTP/1.1\r\nHost: ${url.host}\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
  expect(header).toMatch(/^HTTP\/1\.[01] 431 /);
  expect(header).toContain('"code":"headers-too-large"');
  expect(await send('this is no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.[01] 400 [^]*"code":"malformed-request"/);
  expect((await api.ask('GET', '/api/projects')).status).toBe(200);
});

test('whatIsNotThereIsAProblem', async ({ api, create }) => {
  const project = await create();
  expectProblem(await api.ask('GET', '/api/no-such'), 404, 'not-found');
  expectProblem(await api.ask('PATCH', '/api/templates'), 405, 'method-not-allowed');
  expectProblem(await api.ask('GET', '/api/projects/..%2f..%2fetc'), 404, 'project-not-found');
  expectProblem(await api.ask('POST', '/api/runs', { body: 'text', headers: { 'Content-Type': 'text/plain' } }), 415, 'unsupported-media-type');
  expectProblem(await project.ask('GET', '/events'), 400, 'malformed-request');
});
