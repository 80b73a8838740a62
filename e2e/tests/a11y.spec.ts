import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { IdePage, signIn } from '../lib/IdePage.ts';
import { DESKTOP, PHONE } from '../lib/screens.ts';

/** Each finding in a line: what rule, how bad, where. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[title="Preview"]').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

async function expectAccessible(page: Page): Promise<void> {
  for (const size of [DESKTOP, PHONE]) {
    await page.setViewportSize(size);
    expect(await findings(page), `at ${size.width} px`).toEqual([]);
  }
  await page.setViewportSize(DESKTOP);
}

test('signingInIsAccessible', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
});

test('theDashboardAndItsDialogAreAccessible', async ({ page }) => {
  await signIn(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New project' }).click();
  await expect(page.getByRole('radio', { name: 'Java', exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('theIdeIsAccessible', async ({ page, create }) => {
  const project = await create('vanilla-js');
  await signIn(page);
  const ide = await IdePage.open(page, environment.url, project.id);
  await ide.openFile('index.html');
  await ide.action('Dev').click();
  await expect(page.frameLocator('iframe[title="Preview"]').getByRole('heading', { name: 'Hello, web' })).toBeVisible();
  await page.getByRole('button', { name: /^(New|Open a) terminal$/ }).first().click();
  await ide.terminalSays('$');
  await expectAccessible(page);
});

test('theIdeOfASleepingProjectIsAccessible', async ({ page, create }) => {
  const project = await create('vanilla-js');
  await signIn(page);
  await IdePage.open(page, environment.url, project.id);
  await expectAccessible(page);
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null;
      return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.closest('label')?.textContent ?? element?.textContent ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab does not lead to ${String(name)}`);
}

test('theKeyboardIsEnough', async ({ page, api }) => {
  await signIn(page);
  const { keyboard } = page;
  await tabTo(page, /^New project$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New project' })).toBeVisible();
  await expect(page.getByRole('radio').first()).toBeVisible();
  const chosen = page.locator('[data-template][aria-checked="true"]');
  await expect(page.locator('[data-template="python-flask"]')).toBeVisible();
  await expect(async () => {
    if (!(await page.evaluate(() => document.activeElement?.matches('[role="radio"]')))) await keyboard.press('Tab');
    else await keyboard.press('ArrowDown');
    await expect(chosen).toHaveAttribute('data-template', 'python-flask', { timeout: 100 });
  }).toPass({ timeout: 15_000 });
  await tabTo(page, /^Name$/);
  await keyboard.press('Control+a');
  await keyboard.type('By keyboard');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/p\/by-keyboard/);
  const project = await api.project(page.url().split('/p/')[1] ?? '');

  const ide = new IdePage(page);
  await expect(ide.tree.locator('[data-path="app.py"]')).toBeVisible();
  await tabTo(page, /^Files$/);
  await expect(ide.tree).toBeFocused();
  await expect(async () => {
    await keyboard.press('ArrowDown');
    await expect(ide.tree.locator('[data-path="app.py"]')).toHaveAttribute('aria-selected', 'true', { timeout: 100 });
  }).toPass({ timeout: 15_000 });
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Editor: app.py' })).toBeFocused();
  await keyboard.press('Control+End');
  await keyboard.insertText('# saved by keyboard\n');
  await ide.save('app.py');
  expect(await project.read('app.py')).toContain('# saved by keyboard');
  await project.delete();
});
