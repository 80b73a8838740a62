import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { IdePage, signIn } from '../lib/IdePage.ts';
import { PageWatch } from '../lib/PageWatch.ts';
import { DESKTOP, PHONE, shoot, shootBoth } from '../lib/screens.ts';

const { url } = environment;
const NAME = 'Main job';

test('aPersonDoesTheMainJob', async ({ page, api, create }) => {
  test.setTimeout(6 * 60_000);
  const watch = new PageWatch(page, url);

  await test.step('sign in by the link; a demo project is there', async () => {
    await signIn(page);
    await expect(page).toHaveURL(`${url.origin}/`);
    await expect(page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Welcome' })).toBeVisible();
    await shootBoth(page, 'dashboard');
  });

  await test.step('create a project by the dialog', async () => {
    await page.getByRole('button', { name: 'New project' }).click();
    const dialog = page.getByRole('dialog', { name: 'New project' });
    await dialog.locator('[data-template="vite-react-ts"]').click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(NAME);
    await shootBoth(page, 'new-project');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page).toHaveURL(/\/p\/main-job(-\d+)?$/);
  });

  const ide = new IdePage(page);
  const project = await api.project(page.url().split('/p/')[1] ?? '');
  await expect(ide.tree).toBeVisible();
  await shoot(page, 'ide-new');

  await test.step('install', async () => {
    await ide.action('Install').click();
    await expect(ide.runTab('Run: install, running')).toBeVisible();
    await expect(ide.action('Stop Install')).toBeVisible();
    await expect(ide.runTab(/Run: install, Finished/)).toBeVisible({ timeout: 180_000 });
    await shoot(page, 'ide-installed');
  });

  const heading = page.frameLocator('iframe[title="Preview"]').getByRole('heading', { level: 1 });
  await test.step('start the dev server: the preview shows the page inside the frame of the IDE', async () => {
    await ide.action('Dev').click();
    await expect(heading).toHaveText('Hello, React', { timeout: 60_000 });
    await expect(ide.sandboxState).toHaveText('Running');
    await expect(page.getByRole('meter', { name: 'Memory' })).toBeVisible();
    expect(new URL(ide.preview.url()).host).toBe(`${project.id}.preview.${url.host}`);
    await shoot(page, 'ide-preview');
  });

  await test.step('an edit appears without a reload', async () => {
    await ide.preview.evaluate(() => Object.assign(window, { marker: 'same page' }));
    await ide.preview.getByRole('button', { name: 'Clicked never' }).click();
    const before = await project.read('src/App.tsx');
    await ide.openFile('src/App.tsx');
    await ide.typeInto(before, 'Hello, React', '</h1>', ' edited in Monaco');
    await ide.save('App.tsx');
    expect(await project.read('src/App.tsx')).toBe(before.replace('Hello, React', 'Hello, React edited in Monaco'));
    await expect(heading).toHaveText('Hello, React edited in Monaco');
    expect(await ide.preview.evaluate(() => (window as { marker?: string }).marker)).toBe('same page');
    await expect(ide.preview.getByRole('button', { name: 'Clicked once' })).toBeVisible();
    await shoot(page, 'ide-edited');
  });

  await test.step('the terminal echoes', async () => {
    await page.getByRole('button', { name: 'New terminal' }).click();
    await expect(ide.terminal).toBeVisible();
    await ide.typeInTerminal('echo viv$((40+2))arium; touch made-by-hand');
    await ide.terminalSays('viv42arium');
    await expect(ide.tree.locator('[data-path="made-by-hand"]')).toBeVisible();
    await shoot(page, 'ide-terminal');
  });

  await test.step('each pane at the width of a phone', async () => {
    await page.setViewportSize(PHONE);
    const panes = page.getByRole('navigation', { name: 'Panes' });
    for (const pane of ['Files', 'Editor', 'Preview', 'Terminal']) {
      await panes.getByRole('button', { name: pane }).click();
      if (pane === 'Preview') await expect(heading).toHaveText(/edited in Monaco/);
      await shoot(page, `ide-${pane.toLowerCase()}`);
    }
    await page.setViewportSize(DESKTOP);
    await expect(heading).toHaveText(/edited in Monaco/);
  });

  await test.step('a second project stops the first, which says why', async () => {
    const second = await create('vanilla-js', 'Second');
    expect((await second.shell('true')).exitCode).toBe(0);
    await expect(ide.sandboxState).toHaveText(/^Stopped: another project/);
    await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
    await shootBoth(page, 'ide-replaced');
  });

  watch.expectQuiet();
  await project.delete();
  await expect(page.getByRole('heading', { name: 'This project was deleted' })).toBeVisible();
});

test('thePreviewStandsAlone', async ({ page, create }) => {
  const project = await create('vanilla-js');
  await project.begin({ action: 'dev' });
  await project.listens(3000);
  await signIn(page);
  const watch = new PageWatch(page, url);
  await page.goto(`/p/${project.id}/preview`);
  await expect(page.frameLocator('iframe[title="Preview"]').getByRole('heading', { name: 'Hello, web' })).toBeVisible();
  await shootBoth(page, 'preview-alone');
  watch.expectQuiet();
});

test('withoutASessionThereIsAWayIn', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await shootBoth(page, 'sign-in');
});

test('aProjectThatIsNotThereSaysSo', async ({ page }) => {
  await signIn(page);
  await page.goto('/p/no-such-project');
  await expect(page.getByRole('heading', { name: 'This project does not exist' })).toBeVisible();
  await shootBoth(page, 'no-such-project');
});
