import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';
import type { Run } from '../lib/types.ts';

test('aRunEndsWithItsExitCodeAndItsWholeLog', async ({ api, create }) => {
  const project = await create();
  const begun = await project.begin({ cmd: ['bash', '-c', 'echo out; echo err >&2; exit 3'] });
  expect(begun).toMatchObject({ projectId: project.id, state: 'running', exitCode: null, cause: null });
  const { run, log } = await project.ended(begun.id);
  expect(run).toMatchObject({ id: begun.id, state: 'exited', exitCode: 3, cause: null, cmd: begun.cmd });
  expect(run.durationMs).toBeGreaterThan(0);
  expect(log).toBe('out\nerr\n');
  const listed = await api.get<Run[]>(`/api/runs?projectId=${project.id}`);
  expect(listed.map(({ id }) => id)).toContain(run.id);
});

test('aKilledCommandHas128PlusItsSignal', async ({ create }) => {
  const project = await create();
  expect(await project.shell('kill -TERM $$')).toMatchObject({ exitCode: 143, cause: null });
  expect(await project.shell('kill -SEGV $$')).toMatchObject({ exitCode: 139, cause: null });
});

test('aCommandThatIsNotThereSaysSo', async ({ create }) => {
  const project = await create();
  const { exitCode, log } = await project.ended((await project.begin({ cmd: ['no-such-command'] })).id);
  expect([126, 127]).toContain(exitCode);
  expect(log).toContain('no-such-command');
});

test('itStartsInTheWorkspaceWithoutATerminal', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell('pwd; test -t 0 || echo no input; test -t 1 || echo no terminal; cat | wc -c');
  expect(log).toBe('/workspace\nno input\nno terminal\n0\n');
});

test('aStoppedRunSaysWhoStoppedIt', async ({ api, create }) => {
  const project = await create();
  const { id } = await project.begin({ cmd: ['bash', '-c', 'echo started; sleep 1000'] });
  await expect.poll(() => project.log(id)).toContain('started');
  const stopped = await api.ask('DELETE', `/api/runs/${id}`);
  expect([200, 204]).toContain(stopped.status);
  const { exitCode, cause } = await project.ended(id);
  expect(cause).toBe('stopped-by-user');
  expect([130, 137, 143]).toContain(exitCode);
  expect((await api.ask('DELETE', `/api/runs/${id}`)).status, 'once more is no mistake').toBe(stopped.status);
});

test('whatACommandLeavesBehindIsEnded', async ({ create }) => {
  const project = await create();
  const { run, exitCode } = await project.shell('setsid nohup sleep 987654 >/dev/null 2>&1 & sleep 0.2; exit 0');
  expect(exitCode).toBe(0);
  expect(run.durationMs).toBeLessThan(20_000);
  const { log } = await project.shell('cat /proc/[0-9]*/cmdline | tr "\\0" " "');
  expect(log).not.toContain('sleep 987654');
});

test('theLogIsReadFromAnyByteOn', async ({ api, create }) => {
  const project = await create();
  const { run } = await project.shell("printf '0123456789'; printf '\\377\\000\\r\\n'");
  const reply = await api.ask('GET', `/api/runs/${run.id}/log?since=8`);
  expect([...reply.body]).toEqual([0x38, 0x39, 0xff, 0x00, 0x0d, 0x0a]);
  expect([reply.header('x-log-start'), reply.header('x-log-end')]).toEqual(['8', '14']);
  expect((await api.ask('GET', `/api/runs/${run.id}/log?since=14`)).body).toHaveLength(0);
  expectProblem(await api.ask('GET', `/api/runs/${run.id}/log?since=-1`), 422, 'invalid');
});

test('aSocketFollowsTheLogToItsExit', async ({ create }) => {
  const project = await create();
  const { id } = await project.begin({ cmd: ['bash', '-c', 'echo one; sleep 1; echo two; exit 5'] });
  const log = await project.runLog(id);
  expect(await log.closed).toMatchObject({ code: 1000 });
  expect(log.text()).toBe('one\ntwo\n');
  expect(log.frames.at(-1)).toEqual({ type: 'exit', exitCode: 5, cause: null });

  const later = await project.runLog(id, 4);
  await later.closed;
  expect(later.text()).toBe('two\n');
  expect(later.frame('ready')).toMatchObject({ since: 4 });
});

test('actionsAreThoseOfTheManifest', async ({ create }) => {
  const project = await create();
  const manifest = JSON.parse(await project.read('vivarium.json')) as { actions: Record<string, unknown> };
  manifest.actions = { install: { command: 'echo installed by hand' } };
  await project.write('vivarium.json', JSON.stringify(manifest));
  expect(await project.perform('install')).toMatchObject({ exitCode: 0, log: 'installed by hand\n' });
  const refused = await project.api.ask('POST', '/api/runs', { json: { projectId: project.id, action: 'deploy' } });
  expectProblem(refused, 422, 'unknown-action');
});

test('aNewDevServerReplacesTheOld', async ({ create }) => {
  const project = await create('vanilla-js');
  const first = await project.begin({ action: 'dev' });
  await project.listens(3000);
  const second = await project.begin({ action: 'dev' });
  expect(await project.ended(first.id)).toMatchObject({ cause: 'replaced' });
  await expect.poll(() => project.log(second.id)).toContain('http://localhost:3000/');
  expect((await project.run(second.id)).state).toBe('running');
});

test('aRefusedRunSaysWhy', async ({ api, create }) => {
  const project = await create();
  const post = (json: unknown) => api.ask('POST', '/api/runs', { json });
  expectProblem(await post({ projectId: 'no-such', cmd: ['true'] }), 404, 'project-not-found');
  expectProblem(await post({ projectId: project.id }), 422, 'invalid');
  expectProblem(await post({ projectId: project.id, cmd: [] }), 422, 'invalid');
  expectProblem(await post({ projectId: project.id, cmd: ['a\u0000b'] }), 422, 'invalid');
  expectProblem(await post({ projectId: project.id, cmd: ['true'], action: 'dev' }), 422, 'invalid');
  expectProblem(await api.ask('GET', '/api/runs/no-such-run'), 404, 'run-not-found');
});

test('aLongCommandMeetsItsTimeLimit', async ({ create }) => {
  test.skip(!environment.soak, 'takes two minutes: VIVARIUM_SOAK=1 ./vivarium test e2e');
  test.setTimeout(180_000);
  const project = await create();
  const { cause, exitCode } = await project.shell('sleep 1000', 150_000);
  expect({ cause, exitCode }).toEqual({ cause: 'time-limit', exitCode: 137 });
});
