import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';
import type { Project } from '../lib/types.ts';

const DNS_LABEL = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

test('aDemoProjectExistsAfterTheFirstStart', async ({ api }) => {
  const projects = await api.get<Project[]>('/api/projects');
  expect(projects.length).toBeGreaterThan(0);
  expect(await api.get(`/api/projects/${projects[0]?.id}/tree`)).toHaveProperty('entries.0.name');
});

test('creatingAnswersTheWholeProjectAndStartsNothing', async ({ api, create }) => {
  const { view, id } = await create('vite-react-ts', 'Größe & Maß');
  expect(view).toMatchObject({ name: 'Größe & Maß', template: 'vite-react-ts', stack: 'node', sandbox: { state: 'stopped' } });
  expect(id).toMatch(DNS_LABEL);
  expect(view.previewUrl).toBe(`http://${id}.preview.${api.base.host}/`);
  expect(Math.abs(Date.now() - Date.parse(view.createdAt))).toBeLessThan(60_000);
  expect(await api.get(`/api/projects/${id}`)).toEqual(view);
  expect((await api.get<Project[]>('/api/projects')).map((project) => project.id)).toContain(id);
});

test('everyIdIsADnsLabel', async ({ create }) => {
  const names = ['9 lives', '---', 'ÄÖÜ', '日本語', 'x'.repeat(100), 'Trailing dash -', '...', 'con'];
  for (const name of names) expect((await create('vanilla-js', name)).id, name).toMatch(DNS_LABEL);
});

test('renamingKeepsTheIdAndTellsIt', async ({ create }) => {
  const project = await create();
  const events = await project.events();
  const reply = await project.ask('PATCH', '', { json: { name: 'Another name' } });
  expect(reply.status, reply.text()).toBe(200);
  expect(reply.json()).toMatchObject({ id: project.id, name: 'Another name' });
  await events.tells((frame) => frame.type === 'project' && (frame.project as Project).name === 'Another name', 'renamed');
});

test('deletingTakesEverythingAndTellsIt', async ({ api, create }) => {
  const project = await create();
  const events = await project.events();
  await project.shell('true');
  expect((await project.ask('DELETE', '')).status).toBe(204);
  await events.tells((frame) => frame.type === 'deleted', 'deleted');
  expectProblem(await project.ask('GET', ''), 404, 'project-not-found');
  expectProblem(await project.file('GET', 'README.md'), 404, 'project-not-found');
  expect((await api.get<Project[]>('/api/projects')).map(({ id }) => id)).not.toContain(project.id);
});

test('aRefusedCreationSaysWhy', async ({ api, create }) => {
  const project = await create();
  const post = (json: unknown) => api.ask('POST', '/api/projects', { json });
  expectProblem(await post({ name: 'x', template: 'no-such' }), 422, 'unknown-template');
  expectProblem(await post({ name: 'x' }), 422, 'invalid');
  expectProblem(await post({ name: '  ', template: 'java' }), 422, 'invalid');
  expectProblem(await post({ name: 'x'.repeat(101), template: 'java' }), 422, 'invalid');
  expectProblem(await post({ name: 'a\u0000b', template: 'java' }), 422, 'invalid');
  expectProblem(await post({ name: project.view.name, template: 'java' }), 409, 'name-taken');
  expectProblem(await api.ask('POST', '/api/projects', { json: undefined, body: '{"name":', headers: { 'Content-Type': 'application/json' } }), 400, 'invalid-json');
});

test('templatesAndStacksSayWhatCanBeStarted', async ({ api }) => {
  const templates = await api.get<{ id: string; actions: string[]; available: boolean }[]>('/api/templates');
  expect(templates.map(({ id }) => id).sort()).toEqual(['java', 'python-flask', 'vanilla-js', 'vite-react-ts']);
  for (const template of templates) {
    expect(template, template.id).toMatchObject({ available: true });
    expect(template.actions, template.id).toEqual(expect.arrayContaining(['install', 'dev', 'build', 'test']));
  }
  const stacks = await api.get<{ id: string; available: boolean; versions: Record<string, string> }[]>('/api/stacks');
  expect(stacks.map(({ id }) => id)).toEqual(expect.arrayContaining(['node', 'python', 'java']));
});

test('aManifestIsReadFromTheProjectOrDetected', async ({ api, create }) => {
  const project = await create('vite-react-ts');
  const manifest = () => api.get<Record<string, unknown>>(`/api/projects/${project.id}/manifest`);
  expect(await manifest()).toMatchObject({ source: 'vivarium.json', stack: 'node', port: 5173, installed: false, problems: [] });

  await project.write('vivarium.json', '{ "stack": "node", "port": "many" }');
  const wrong = await manifest();
  expect(wrong).toMatchObject({ source: 'vivarium.json', port: 5173 });
  expect(String(wrong.problems)).toContain('port');

  await project.write('vivarium.json', '{ "stack": ');
  const unreadable = await manifest();
  expect(unreadable).toMatchObject({ source: 'detected', stack: 'node' });
  expect(unreadable.problems).toHaveLength(1);

  await project.file('DELETE', 'vivarium.json');
  expect(await manifest()).toMatchObject({ source: 'detected', stack: 'node', problems: [] });
});

test('theInterfaceDescribesItself', async ({ api }) => {
  const reply = await api.ask('GET', '/api/openapi');
  expect(reply.status).toBe(200);
  expect(reply.text()).toContain('/api/projects/{id}/files');
  for (const probe of ['live', 'ready']) expect((await api.ask('GET', `/q/health/${probe}`)).status).toBe(200);
});
