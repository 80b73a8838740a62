import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bigFile } from '../lib/bigFile.ts';
import { expect, test } from '../lib/fixtures.ts';
import { Instance } from '../lib/Instance.ts';
import { expectProblem } from '../lib/problems.ts';

const MIB = 1024 * 1024;

test('aFullDiskLeavesTheOldContentIntact', async () => {
  test.setTimeout(120_000);
  const instance = await Instance.prepare();
  const workspaces = join(instance.data, 'workspaces');
  await mkdir(workspaces, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m,mode=700', 'vivarium-e2e', workspaces]);
  try {
    const { code, stderr } = await instance.up();
    expect(code, stderr).toBe(0);
    const project = await (await instance.api()).createProject('Full', 'vanilla-js');
    const put = (path: string, size: number) => project.file('PUT', path, { body: bigFile(size).stream(), headers: { 'Content-Length': String(size) } });
    const old = await put('kept.bin', 20 * MIB);
    expect(old.status).toBe(201);
    expectProblem(await put('kept.bin', 40 * MIB), 507, 'disk-full');
    expectProblem(await put('new.bin', 40 * MIB), 507, 'disk-full');
    const kept = await project.file('GET', 'kept.bin');
    expect(kept.header('etag')).toBe(old.header('etag'));
    expect(await bigFile(1).hashOf([kept.body])).toBe(await bigFile(20 * MIB).hash());
    expect(await project.names()).not.toContain('new.bin');
    expect((await put('small.bin', MIB)).status, 'what fits is written again').toBe(201);
  } finally {
    await instance.down();
    execFileSync('umount', [workspaces]);
    await instance.remove();
  }
});
