/* A stand-in for the server with everything in memory, to develop and look at the UI without it. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { Refusal, routes } from './api.mjs';
import { Terminal } from './processes.mjs';
import { Project } from './state.mjs';

const port = Number(process.env.PORT ?? 8099);
const dist = join(import.meta.dirname, '../dist');
const projects = new Map(
  [
    new Project('hero-page', 'hero-page', 'vite-react-ts'),
    new Project('guestbook-api', 'guestbook-api', 'python-flask', { state: 'stopped', cause: 'idle' }),
    new Project('fractals', 'fractals', 'java', { state: 'stopped', cause: 'out-of-memory' }),
    new Project('welcome', 'welcome', 'vanilla'),
  ].map((project) => [project.id, project]),
);
const table = routes(projects);
const session = { isOpen: process.env.SIGNED_OUT === undefined };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.ttf': 'font/ttf' };

const policy = (host) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; ` +
  `connect-src 'self' ws://${host} wss://${host}; worker-src 'self' blob:; frame-src 'self' http://*.preview.localhost:${port}; ` +
  `base-uri 'none'; form-action 'self'; frame-ancestors 'self'`;

const page = `<!doctype html><title>Preview</title><body style="margin:0;display:grid;place-content:center;height:100vh;gap:14px;text-align:center;font:16px system-ui;color:#123"><h1>Things that grow</h1><p><button style="background:#14784a;color:#fff;border:0;border-radius:8px;padding:10px 18px">Join 12 others</button></p></body>`;

async function answer(request, url, host) {
  if (url.pathname === '/api/session') return sessionCall(request);
  if (!session.isOpen) throw new Refusal(401, 'unauthenticated', 'Log in first.');
  const runStop = /^\/api\/runs\/([^/]+)$/.exec(url.pathname);
  if (runStop && request.method === 'DELETE') {
    for (const project of projects.values()) project.runs.get(runStop[1])?.end(143, 'stopped-by-user');
    return { status: 204 };
  }
  const terminal = /^\/api\/projects\/([^/]+)\/terminals\/([^/]+)$/.exec(url.pathname);
  if (terminal) {
    const open = projects.get(terminal[1])?.terminals;
    open?.get(terminal[2])?.end(129, null);
    return { status: open?.delete(terminal[2]) ? 204 : 404 };
  }
  const id = /^\/api\/projects\/([^/]+)/.exec(url.pathname)?.[1];
  const path = id ? url.pathname.replace(`/${id}`, '/:id') : url.pathname;
  const route = table[`${request.method} ${path}`];
  const project = id ? projects.get(id) : undefined;
  if (!route || (id && !project)) throw new Refusal(404, 'not-found', 'There is nothing here.');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const isJson = request.headers['content-type'] === 'application/json';
  const data = isJson && bytes.length ? JSON.parse(bytes.toString()) : undefined;
  return route({ host, project, query: url.searchParams, bytes, data, headers: request.headers });
}

async function sessionCall(request) {
  if (request.method === 'GET' && session.isOpen) {
    const account = { id: 'operator', name: 'Operator', operator: true };
    return { status: 200, body: JSON.stringify({ account, version: '0.1.0' }), headers: { 'content-type': 'application/json' } };
  }
  if (request.method === 'POST') {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (JSON.parse(text).token !== 'let-me-in') throw new Refusal(401, 'token-invalid', 'This token is not valid.');
    session.isOpen = true;
    return { status: 204 };
  }
  throw new Refusal(401, 'unauthenticated', 'Log in first.');
}

function sendFile(response, path) {
  const file = join(dist, path);
  const found = path !== '/' && existsSync(file) ? file : join(dist, 'index.html');
  response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
  createReadStream(found).pipe(response);
}

const server = createServer((request, response) => {
  const host = request.headers.host ?? `localhost:${port}`;
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (url.hostname.endsWith('.preview.localhost')) {
    response.setHeader('content-type', 'text/html').end(page);
    return;
  }
  response.setHeader('content-security-policy', policy(host));
  const preview = /^\/preview\/([^/]+)(\/.*)$/.exec(url.pathname);
  if (preview) {
    response.writeHead(303, { location: projects.get(preview[1])?.previewUrl(host) + preview[2].slice(1) }).end();
    return;
  }
  if (!url.pathname.startsWith('/api/')) return sendFile(response, url.pathname);
  answer(request, url, host)
    .catch((error) => {
      if (!(error instanceof Refusal)) throw error;
      const headers = { 'content-type': 'application/problem+json' };
      return { status: error.problem.status, body: JSON.stringify(error.problem), headers };
    })
    .then(({ status, body, headers }) => response.writeHead(status, headers).end(body));
});

const sockets = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, raw, head) => {
  sockets.handleUpgrade(request, raw, head, (socket) => connect(socket, new URL(request.url, 'http://localhost')));
});

function connect(socket, url) {
  const since = Number(url.searchParams.get('since') ?? 0);
  const [, events, terminal, run] =
    /^\/api\/(?:projects\/([^/]+)\/events|terminals\/([^/]+)|runs\/([^/]+)\/logs)$/.exec(url.pathname) ?? [];
  const project = projects.get(events ?? terminal);
  if (events && project) return followEvents(socket, project);
  if (terminal && project) return attachTerminal(socket, project, url.searchParams.get('terminal'), since);
  const log = [...projects.values()].map(({ runs }) => runs.get(run)).find(Boolean);
  if (log) return log.follow(socket, since, {});
  socket.close(1008, 'not-found');
}

function followEvents(socket, project) {
  const send = (frame) => socket.send(JSON.stringify(frame));
  const { sandbox } = project;
  const runs = [...project.runs.values()].map((run) => run.json());
  send({ type: 'hello', sandbox, runs, terminals: [...project.terminals.values()].map((terminal) => terminal.json()) });
  const drop = () => socket.terminate();
  project.on('frame', send).on('drop', drop);
  socket.on('close', () => project.off('frame', send).off('drop', drop));
}

function attachTerminal(socket, project, name, since) {
  const terminal = project.terminals.get(name) ?? new Terminal(project, name);
  project.terminals.set(name, terminal);
  terminal.follow(socket, since, { terminal: name });
  const drop = () => socket.terminate();
  project.on('drop', drop);
  socket.on('close', () => project.off('drop', drop));
  socket.on('message', (data, isBinary) => isBinary && terminal.type(data.toString()));
}

server.listen(port, () => console.log(`http://localhost:${port}`));
