import { expect, test } from '../lib/fixtures.ts';
import { IdePage, setHidden, signIn } from '../lib/IdePage.ts';
import { Instance } from '../lib/Instance.ts';
import { PageWatch } from '../lib/PageWatch.ts';
import { shootBoth } from '../lib/screens.ts';

test('aTabInTheBackgroundLetsTheSandboxSleepAndNothingIsLost', async ({ page }) => {
  test.setTimeout(3 * 60_000);
  const instance = await Instance.start({ VIVARIUM_SANDBOX_IDLE_AFTER: '5s' });
  const project = await (await instance.api()).createProject('Sleeper', 'vanilla-js');
  const watch = new PageWatch(page, instance.url);
  await signIn(page, instance.data);
  const ide = await IdePage.open(page, instance.url, project.id);

  await page.getByRole('button', { name: /^(New|Open a) terminal$/ }).first().click();
  await ide.typeInTerminal('echo kept > note.txt; echo re$((1+1))dy');
  await ide.terminalSays('re2dy');
  await ide.action('Dev').click();
  await expect(page.frameLocator('iframe[title="Preview"]').getByRole('heading', { name: 'Hello, web' })).toBeVisible();
  await expect.poll(async () => (await project.sandbox()).idleAt, 'a page that is looked at keeps it awake').toBeUndefined();

  await setHidden(page, true);
  await expect.poll(async () => (await project.sandbox()).idleAt).toBeDefined();
  expect(await project.reaches('stopped', 30_000)).toMatchObject({ cause: 'idle' });
  expect(await project.read('note.txt')).toBe('kept\n');

  await setHidden(page, false);
  await expect(ide.sandboxState).toHaveText('Asleep: nothing used it for a while');
  await expect(ide.tree.locator('[data-path="note.txt"]')).toBeVisible();
  await page.getByRole('tab', { name: 'Terminal 1' }).click();
  await shootBoth(page, 'ide-asleep');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(ide.sandboxState).toHaveText('Running');
  await ide.typeInTerminal('cat note.txt; echo aw$((1+1))ke');
  await ide.terminalSays('aw2ke');

  watch.expectQuiet();
  await page.close();
  await instance.remove();
});

test('aDevServerAloneDoesNotKeepItAwake', async () => {
  test.setTimeout(3 * 60_000);
  const instance = await Instance.start({ VIVARIUM_SANDBOX_IDLE_AFTER: '3s' });
  const project = await (await instance.api()).createProject('Left alone', 'vanilla-js');
  const dev = await project.begin({ action: 'dev' });
  await project.listens(3000);
  expect(await project.reaches('stopped', 30_000)).toMatchObject({ cause: 'idle' });
  expect(await project.ended(dev.id)).toMatchObject({ cause: 'idle' });

  const { id } = await project.begin({ cmd: ['sleep', '8'] });
  expect(await project.ended(id), 'a command in progress keeps it').toMatchObject({ exitCode: 0, cause: null });
  await instance.remove();
});
