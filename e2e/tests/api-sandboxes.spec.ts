import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';
import type { Frame, Sandbox } from '../lib/types.ts';

const MIB = 1024 * 1024;
const stateOf = (frame: Frame) => (frame.sandbox as Sandbox | undefined)?.state;

test('aSandboxSleepsUntilItIsStarted', async ({ create }) => {
  const project = await create();
  const asleep = await project.sandbox();
  expect(asleep).toMatchObject({ state: 'stopped', engine: 'oci', ports: [] });
  expect(asleep).not.toHaveProperty('cause');
  expect(asleep.policy).toMatchObject({ cpus: 0.5, memoryBytes: 512 * MIB, processes: 256, network: 'none' });
  expect(asleep.policy).toMatchObject({ diskBytes: 1024 * MIB, idleAfterSeconds: 60 });
});

test('itTellsEveryStateOnItsWay', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  const started = await project.ask('POST', '/sandbox');
  expect([200, 201, 202], started.text()).toContain(started.status);
  expect(['creating', 'running']).toContain(started.json<Sandbox>().state);
  await project.reaches('running');
  const stopped = await project.ask('DELETE', '/sandbox');
  expect(stopped.status).toBe(200);
  expect(stopped.json()).toMatchObject({ state: 'stopped', cause: 'stopped-by-user' });
  expect(await project.sandbox()).toMatchObject({ state: 'stopped', cause: 'stopped-by-user' });

  await events.tells((frame) => frame.type === 'sandbox' && stateOf(frame) === 'stopped', 'stopped');
  const told = events.frames.map(stateOf).filter((state, at, all) => state && state !== all[at - 1]);
  expect(told).toEqual(['stopped', 'creating', 'running', 'stopping', 'stopped']);
});

test('startingTwiceStartsOne', async ({ create }) => {
  const project = await create();
  await Promise.all([project.ask('POST', '/sandbox'), project.ask('POST', '/sandbox'), project.ask('POST', '/sandbox')]);
  const { since } = await project.reaches('running');
  await project.ask('POST', '/sandbox');
  expect((await project.sandbox()).since).toBe(since);
});

test('whileItRunsItTellsWhatItUses', async ({ create }) => {
  const project = await create();
  await project.ask('POST', '/sandbox');
  await project.reaches('running');
  await expect.poll(async () => (await project.sandbox()).usage?.memoryBytes ?? 0).toBeGreaterThan(0);
  const { usage, policy } = await project.sandbox();
  expect(usage?.memoryBytes).toBeLessThan(policy.memoryBytes);
});

test('anAccountHasOneActiveSandboxAndTheOtherSaysWhyItStopped', async ({ create }) => {
  const [first, second] = [await create(), await create()];
  await first.shell('true');
  const events = await first.events();
  const { id } = await first.begin({ cmd: ['sleep', '60'] });
  await expect.poll(async () => (await first.sandbox()).usage?.processes ?? 0).toBeGreaterThan(0);

  expect((await second.shell('true')).exitCode).toBe(0);
  expect(await first.sandbox()).toMatchObject({ state: 'stopped', cause: 'replaced' });
  expect(await first.ended(id)).toMatchObject({ exitCode: 137, cause: 'replaced' });
  const notice = await events.tells((frame) => frame.type === 'notice', 'a notice');
  expect(notice.message).toContain(second.view.name);
  expect((await second.sandbox()).state).toBe('running');
});

test('aHeartbeatKeepsItAwake', async ({ create }) => {
  const project = await create();
  await project.ask('POST', '/sandbox');
  await project.reaches('running');
  await expect.poll(async () => (await project.sandbox()).idleAt).toBeDefined();
  const before = Date.parse((await project.sandbox()).idleAt ?? '');
  await expect
    .poll(async () => Date.parse((await project.ask('POST', '/sandbox/heartbeat')).json<Sandbox>().idleAt ?? ''))
    .toBeGreaterThan(before);
});

test('anOpenSocketOfAScriptKeepsItAwake', async ({ create }) => {
  const project = await create();
  await project.ask('POST', '/sandbox');
  await project.reaches('running');
  await expect.poll(async () => (await project.sandbox()).idleAt).toBeDefined();
  const events = await project.events();
  await expect.poll(async () => (await project.sandbox()).idleAt).toBeUndefined();
  events.send({ type: 'presence', visible: false, used: false });
  await expect.poll(async () => (await project.sandbox()).idleAt).toBeDefined();
});

test('itsProjectMustExist', async ({ api }) => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    expectProblem(await api.ask(method, '/api/projects/no-such-project/sandbox'), 404, 'project-not-found');
  }
});
