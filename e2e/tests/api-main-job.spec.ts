import { expect, test } from '../lib/fixtures.ts';
import { PreviewVisitor } from '../lib/PreviewVisitor.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';
import { TEMPLATES, type TemplateCase } from '../lib/templates.ts';

const INSTALL_MS = 180_000;

async function performs(project: ProjectClient, action: string, timeout: number): Promise<void> {
  const { exitCode, cause, log } = await project.perform(action, timeout);
  expect({ exitCode, cause }, `${action}:\n${log.slice(-2000)}`).toEqual({ exitCode: 0, cause: null });
  expect(log, `the log of ${action} says something`).not.toBe('');
}

async function showsAndFollows(project: ProjectClient, template: TemplateCase): Promise<void> {
  const visitor = await PreviewVisitor.enter(project);
  const page = async (path: string) => (await visitor.ask('GET', path)).text();
  await expect.poll(() => page('/'), { timeout: 30_000 }).toContain(template.page);
  await expect.poll(() => page(template.seenAt), { timeout: 30_000 }).toContain(template.heading);

  await project.replace(template.file, template.heading, 'Changed by a script');
  await expect.poll(() => page(template.seenAt), { timeout: 30_000 }).toContain('Changed by a script');
  await project.replace(template.file, 'Changed by a script', template.heading);
}

for (const template of TEMPLATES) {
  test(`aScriptDoesTheMainJobWith ${template.id}`, async ({ create }) => {
    test.setTimeout(INSTALL_MS + 180_000);
    const project = await create(template.id);
    await performs(project, 'install', INSTALL_MS);

    const dev = await project.begin({ action: 'dev' });
    await project.listens(template.port);
    await showsAndFollows(project, template);
    await project.api.ask('DELETE', `/api/runs/${dev.id}`);
    expect(await project.run(dev.id)).toMatchObject({ state: 'exited', cause: 'stopped-by-user' });

    await performs(project, 'build', 120_000);
    if (template.output) expect((await project.file('GET', template.output)).status).toBe(200);
    await performs(project, 'test', 120_000);
  });
}
