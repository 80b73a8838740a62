import type { Page } from '@playwright/test';

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** For people to look at: `test-results/screens/<name>-<width>.png`. */
export async function shoot(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: `test-results/screens/${name}-${width}.png`, animations: 'disabled' });
}

/** Desktop and phone, for views whose state survives the change. */
export async function shootBoth(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  await page.setViewportSize(PHONE);
  await shoot(page, name);
  await page.setViewportSize(DESKTOP);
}
