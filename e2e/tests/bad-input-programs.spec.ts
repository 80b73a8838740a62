import type { ApiClient } from '../lib/ApiClient.ts';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { residentMiB } from '../lib/host.ts';
import { vivarium } from '../lib/launcher.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';

async function isHealthy(api: ApiClient, project: ProjectClient): Promise<void> {
  expect((await api.ask('GET', '/q/health/ready')).status).toBe(200);
  expect(await project.shell('echo well')).toMatchObject({ exitCode: 0, log: 'well\n' });
}

async function serverPid(): Promise<number> {
  const { stdout } = await vivarium(['status', '--data', environment.data]);
  return Number(/^server\s.*process (\d+)/m.exec(stdout)?.[1]);
}

test('aForkBombIsHeldAndNamed', async ({ api, create }) => {
  const project = await create();
  const neighbour = await project.terminal();
  await neighbour.says('$');
  const { exitCode, cause } = await project.shell(':(){ :|:& };: 2>/dev/null; sleep 3; exit 9', 60_000);
  expect({ exitCode, cause }).toEqual({ exitCode: 9, cause: 'too-many-processes' });
  neighbour.type('echo still h"e"re\r');
  await neighbour.says('still here');
  await isHealthy(api, project);
});

test('aBombThatNeverEndsCanBeStopped', async ({ api, create }) => {
  const project = await create();
  const program = 'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass';
  const { id } = await project.begin({ cmd: ['/usr/bin/python3', '-c', program] });
  await expect.poll(async () => (await project.sandbox()).usage?.processes ?? 0).toBeGreaterThan(200);
  await api.ask('DELETE', `/api/runs/${id}`);
  expect(await project.ended(id)).toMatchObject({ cause: 'stopped-by-user' });
  await isHealthy(api, project);
});

test('aMemoryHogDiesWithItsReason', async ({ api, create }) => {
  const project = await create();
  const { run } = await project.ended((await project.begin({ cmd: ['/usr/bin/python3', '-c', 'x = b"x" * (2 << 30)'] })).id);
  expect(run).toMatchObject({ exitCode: 137, cause: 'out-of-memory' });
  await isHealthy(api, project);
});

test('anOutputFloodIsBoundedAndCanBeStopped', async ({ api, create }) => {
  const project = await create();
  const before = await residentMiB(await serverPid());
  const { id } = await project.begin({ cmd: ['yes', 'a line of a flood that nobody reads to its end'] });
  const end = async () => Number((await api.ask('GET', `/api/runs/${id}/log?since=${Number.MAX_SAFE_INTEGER}`)).header('x-log-end'));
  await expect.poll(end, { timeout: 40_000 }).toBeGreaterThan(150_000_000);
  await api.ask('DELETE', `/api/runs/${id}`);
  expect(await project.ended(id, 20_000).then(({ cause }) => cause)).toBe('stopped-by-user');
  const kept = await api.ask('GET', `/api/runs/${id}/log`);
  expect(kept.body.length).toBeLessThanOrEqual(65 * 1024 * 1024);
  expect(Number(kept.header('x-log-end')) - Number(kept.header('x-log-start'))).toBe(kept.body.length);
  expect((await residentMiB(await serverPid())) - before).toBeLessThan(150);
  await isHealthy(api, project);
});

test('anEndlessInstallCanBeStoppedAndDoesNotStartWhatFollows', async ({ api, create }) => {
  const project = await create('vite-react-ts');
  await project.replace('vivarium.json', '"npm ci"', '"echo installing; sleep 100000"');
  const dev = await project.begin({ action: 'dev' });
  const installs = async () => {
    const runs = await api.get<{ id: string; action?: string }[]>(`/api/runs?projectId=${project.id}`);
    return runs.filter(({ action }) => action === 'install');
  };
  await expect.poll(async () => (await installs()).length).toBe(1);
  const install = (await installs())[0]?.id ?? '';
  await expect.poll(() => project.log(install)).toContain('installing');
  await api.ask('DELETE', `/api/runs/${install}`);
  expect(await project.ended(install)).toMatchObject({ cause: 'stopped-by-user' });
  const { exitCode, log } = await project.ended(dev.id);
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/install/i);
  await isHealthy(api, project);
});

test('aStoppedSandboxEndsWhatItWasDoing', async ({ api, create }) => {
  const project = await create();
  const { id } = await project.begin({ cmd: ['sleep', '100000'] });
  await project.reaches('running');
  await project.ask('DELETE', '/sandbox');
  expect(await project.ended(id)).toMatchObject({ exitCode: 137, cause: 'stopped-by-user' });
  await isHealthy(api, project);
});
