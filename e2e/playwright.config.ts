import { defineConfig } from '@playwright/test';
import { environment } from './lib/environment.ts';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/failures',
  // One instance, one account, and at most one active sandbox of it: the tests take turns.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: environment.url.origin,
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--headless=new', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
