import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { environment } from './environment.ts';
import { loginLink } from './Instance.ts';

export async function signIn(page: Page, data = environment.data): Promise<void> {
  await page.goto(await loginLink(data));
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
}

/** The IDE as a person uses it. */
export class IdePage {
  constructor(readonly page: Page) {}

  static async open(page: Page, base: URL, projectId: string): Promise<IdePage> {
    await page.goto(`${base.origin}/p/${projectId}`);
    const ide = new IdePage(page);
    await expect(ide.tree).toBeVisible();
    return ide;
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: 'Files' });
  }

  get sandboxState(): Locator {
    return this.page.getByTestId('sandbox-state');
  }

  get terminal(): Locator {
    return this.page.getByTestId('terminal').filter({ visible: true });
  }

  get preview(): Frame {
    const frame = this.page.frames().find((candidate) => new URL(candidate.url(), 'http://x').hostname.includes('.preview.'));
    if (!frame) throw new Error('there is no preview in the page');
    return frame;
  }

  action(name: string): Locator {
    return this.page.getByRole('group', { name: 'Actions' }).getByRole('button', { name, exact: true });
  }

  runTab(name: string | RegExp): Locator {
    return this.page.getByRole('tab', { name });
  }

  async openFile(path: string): Promise<void> {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth++) {
      const row = this.tree.locator(`[data-path="${names.slice(0, depth).join('/')}"]`);
      if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    }
    await expect(this.page.getByRole('textbox', { name: `Editor: ${path}` })).toBeAttached();
  }

  /** Puts the cursor right behind a text that stands at the end of its line but for `after`, and types. */
  async typeInto(content: string, line: string, after: string, text: string): Promise<void> {
    const lineNumber = content.split('\n').findIndex((candidate) => candidate.includes(line));
    expect(lineNumber).toBeGreaterThanOrEqual(0);
    const { keyboard } = this.page;
    await keyboard.press('Control+Home');
    for (let moved = 0; moved < lineNumber; moved++) await keyboard.press('ArrowDown');
    await keyboard.press('End');
    for (let moved = 0; moved < after.length; moved++) await keyboard.press('ArrowLeft');
    await keyboard.insertText(text);
  }

  async save(name: string): Promise<void> {
    await expect(this.page.getByRole('tab', { name: `${name}, unsaved` })).toBeVisible();
    await this.page.keyboard.press('Control+s');
    await expect(this.page.getByRole('tab', { name, exact: true })).toBeVisible();
  }

  async typeInTerminal(keys: string): Promise<void> {
    await this.terminal.click();
    await this.page.keyboard.type(keys);
    await this.page.keyboard.press('Enter');
  }

  async terminalSays(text: string): Promise<void> {
    await expect(this.terminal.locator('.xterm-rows')).toContainText(text);
  }
}

/** As the browser tells a page that its tab went to the background, or came back. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: value ? 'hidden' : 'visible' });
    Object.defineProperty(document, 'hidden', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}
