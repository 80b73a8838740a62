import { test as base } from '@playwright/test';
import { ApiClient } from './ApiClient.ts';
import { environment } from './environment.ts';
import type { ProjectClient } from './ProjectClient.ts';

type Create = (template?: string, name?: string) => Promise<ProjectClient>;

interface Fixtures {
  /** Makes a project that is deleted after the test. */
  create: Create;
}

let made = 0;

export const test = base.extend<Fixtures, { api: ApiClient }>({
  api: [
    async ({}, use) => {
      await use(new ApiClient(environment.url, environment.token));
    },
    { scope: 'worker' },
  ],
  create: async ({ api }, use) => {
    const projects: ProjectClient[] = [];
    await use(async (template = 'vanilla-js', name = `Test ${++made}`) => {
      const project = await api.createProject(name, template);
      projects.push(project);
      return project;
    });
    for (const project of projects) await project.delete();
  },
});

export { expect } from '@playwright/test';
