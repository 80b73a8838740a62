import { Run } from './processes.mjs';
import { etagOf, Project, templates } from './state.mjs';

export class Refusal extends Error {
  constructor(status, code, detail, members = {}) {
    super(detail);
    this.problem = { type: 'about:blank', title: code, status, code, detail, ...members };
  }
}

const json = (value, status = 200) => ({ status, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
const empty = (status = 204, headers = {}) => ({ status, headers });
const manifest = (project) => ({
  source: 'vivarium.json',
  stack: 'node',
  port: 5173,
  main: 'dev',
  installed: project.installed,
  problems: [],
  actions: Object.fromEntries(
    ['install', 'dev', 'build', 'test'].map((name) => [name, { command: `npm ${name === 'install' ? 'ci' : `run ${name}`}` }]),
  ),
});

/** The REST calls, by method and path; `:id` is the project. */
export function routes(projects) {
  return {
    'GET /api/templates': () => json(templates),
    'GET /api/projects': ({ host }) => json([...projects.values()].map((project) => project.json(host))),
    'POST /api/projects': ({ host, data }) => {
      if ([...projects.values()].some(({ name }) => name === data.name)) {
        throw new Refusal(409, 'name-taken', `A project named ${data.name} exists. Choose another name.`);
      }
      const project = new Project(data.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), data.name, data.template);
      projects.set(project.id, project);
      return json(project.json(host), 201);
    },
    'GET /api/projects/:id': ({ project, host }) => json(project.json(host)),
    'PATCH /api/projects/:id': ({ project, host, data }) => {
      project.name = data.name;
      project.send({ type: 'project', project: project.json(host) });
      return json(project.json(host));
    },
    'DELETE /api/projects/:id': ({ project }) => {
      projects.delete(project.id);
      project.send({ type: 'deleted' });
      return empty();
    },
    'GET /api/projects/:id/manifest': ({ project }) => json(manifest(project)),
    'GET /api/projects/:id/tree': ({ project, query }) => json(project.tree(query.get('path') ?? '')),
    'GET /api/projects/:id/files': ({ project, query }) => {
      const content = project.files.get(query.get('path'));
      if (!content) throw new Refusal(404, 'file-not-found', 'There is no such file.');
      return { status: 200, body: content, headers: { etag: etagOf(content), 'content-type': 'application/octet-stream' } };
    },
    'PUT /api/projects/:id/files': ({ project, query, bytes, headers }) => {
      const path = query.get('path');
      const old = project.files.get(path);
      const etag = old && etagOf(old);
      const isStale = headers['if-match'] ? headers['if-match'] !== etag : headers['if-none-match'] === '*' && old;
      if (isStale) throw new Refusal(412, 'file-changed', 'The file has changed.', { etag });
      project.files.set(path, bytes);
      project.change(old ? 'modified' : 'created', path);
      return empty(old ? 204 : 201, { etag: etagOf(bytes) });
    },
    'DELETE /api/projects/:id/files': ({ project, query }) => {
      const path = query.get('path');
      for (const file of [...project.files.keys()]) if (file === path || file.startsWith(`${path}/`)) project.files.delete(file);
      for (const folder of [...project.folders]) if (folder === path || folder.startsWith(`${path}/`)) project.folders.delete(folder);
      project.change('deleted', path);
      return empty();
    },
    'POST /api/projects/:id/files/create': ({ project, data }) => {
      if (project.files.has(data.path)) throw new Refusal(409, 'file-exists', 'It exists already.');
      if (data.type === 'directory') project.folders.add(data.path);
      else project.files.set(data.path, Buffer.alloc(0));
      project.change('created', data.path, data.type);
      return empty(201);
    },
    'POST /api/projects/:id/files/rename': ({ project, data }) => {
      const moved = (path) => (path === data.from || path.startsWith(`${data.from}/`) ? data.to + path.slice(data.from.length) : path);
      project.files = new Map([...project.files].map(([path, content]) => [moved(path), content]));
      project.folders = new Set([...project.folders].map(moved));
      project.change('deleted', data.from);
      project.change('created', data.to);
      return empty();
    },
    'GET /api/projects/:id/sandbox': ({ project }) => json(project.sandbox),
    'POST /api/projects/:id/sandbox': ({ project }) => {
      void project.wake();
      return json(project.sandbox, 202);
    },
    'DELETE /api/projects/:id/sandbox': ({ project }) => {
      project.sleep('stopped-by-user');
      return empty();
    },
    'POST /api/projects/:id/sandbox/heartbeat': ({ project }) => {
      project.setSandbox({ idleAt: null });
      return empty();
    },
    // For trying things out: anything a real sandbox would report by itself.
    'POST /api/projects/:id/testing': ({ project, data }) => {
      if (data.sandbox) project.setSandbox(data.sandbox);
      if (data.frame) project.send(data.frame);
      if (data.drop) project.emit('drop');
      return empty();
    },
    'GET /api/runs': ({ query }) => json([...(projects.get(query.get('projectId'))?.runs.values() ?? [])].map((run) => run.json())),
    'POST /api/runs': ({ data, host }) => {
      const run = new Run(projects.get(data.projectId), data.action, host);
      void run.start();
      return json(run.json(), 201);
    },
  };
}
