import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';

const MIB = 1024 * 1024;
const now = () => new Date().toISOString();

export const etagOf = (content) => `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;

const viteFiles = (name) => ({
  'index.html': `<!doctype html>\n<html lang="en">\n  <head>\n    <title>${name}</title>\n  </head>\n  <body>\n    <div id="root"></div>\n    <script type="module" src="/src/main.tsx"></script>\n  </body>\n</html>\n`,
  'package.json': `{\n  "name": "${name}",\n  "private": true,\n  "scripts": {\n    "dev": "vite",\n    "build": "vite build"\n  }\n}\n`,
  'vite.config.ts': `import { defineConfig } from 'vite';\n\nexport default defineConfig({});\n`,
  'src/App.tsx': `import { Hero } from './components/Hero';\n\nexport function App() {\n  return <Hero title="Things that grow" />;\n}\n`,
  'src/main.tsx': `import { createRoot } from 'react-dom/client';\nimport { App } from './App';\nimport './index.css';\n\ncreateRoot(document.getElementById('root')!).render(<App />);\n`,
  'src/index.css': `body {\n  font-family: system-ui;\n  color: #123;\n}\n`,
  'src/components/Hero.tsx': `interface HeroProps {\n  title: string;\n}\n\n// The first thing a visitor sees.\nexport function Hero({ title }: HeroProps) {\n  const count = 12;\n  return (\n    <section className="hero">\n      <h1>{title}</h1>\n      <button className="cta">Join {count} others</button>\n    </section>\n  );\n}\n`,
  'README.md': `# ${name}\n\nA small page.\n`,
  'logo.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
    'base64',
  ),
  'data.bin': Buffer.from([0, 1, 2, 3, 0, 255, 254]),
});

export const templates = [
  ['vite-react-ts', 'Vite + React', 'TypeScript, hot reload', 'node', 14],
  ['next-static', 'Next.js static', 'App Router, export', 'node', 11],
  ['vanilla', 'Vanilla', 'HTML, CSS, JavaScript', 'static', 3],
  ['python-flask', 'Python, Flask', 'Web server', 'python', 4],
  ['java', 'Java', 'HTTP server, no framework', 'java', 5],
].map(([id, title, description, stack, files]) => ({
  id,
  title,
  description,
  stack,
  files,
  actions: ['install', 'dev', 'build', 'test'],
  port: 5173,
  available: id !== 'java',
  reason: id === 'java' ? 'The Java stack is not installed here.' : null,
}));

export class Project extends EventEmitter {
  constructor(id, name, template, sandbox = { state: 'stopped' }) {
    super();
    this.id = id;
    this.name = name;
    this.template = template;
    this.createdAt = this.updatedAt = now();
    this.files = new Map(Object.entries(viteFiles(name)).map(([path, content]) => [path, Buffer.from(content)]));
    this.folders = new Set(['public']);
    this.terminals = new Map();
    this.runs = new Map();
    this.installed = false;
    this.sandbox = {
      engine: 'oci',
      since: now(),
      policy: { cpus: 0.5, memoryBytes: 512 * MIB, processes: 256, diskBytes: 1024 * MIB, network: 'none', idleAfterSeconds: 60 },
      ports: [],
      ...sandbox,
    };
  }

  json(host) {
    const { id, name, template, createdAt, updatedAt, sandbox } = this;
    const stack = templates.find((candidate) => candidate.id === template)?.stack ?? 'node';
    const { state, cause } = sandbox;
    return { id, name, template, stack, createdAt, updatedAt, previewUrl: this.previewUrl(host), sandbox: { state, cause } };
  }

  previewUrl(host, port) {
    const { port: own } = new URL(`http://${host}`);
    return `http://${port ? `${port}-` : ''}${this.id}.preview.localhost:${own}/`;
  }

  send(frame) {
    this.emit('frame', frame);
  }

  change(kind, path, entry = 'file') {
    this.updatedAt = now();
    this.send({ type: 'files', changes: [{ kind, path, entry }] });
  }

  setSandbox(change) {
    this.sandbox = { ...this.sandbox, ...change };
    this.send({ type: 'sandbox', sandbox: this.sandbox });
  }

  async wake() {
    if (this.sandbox.state === 'running') return;
    this.setSandbox({ state: 'creating', cause: null, since: now() });
    await new Promise((resolve) => setTimeout(resolve, 400));
    this.setSandbox({ state: 'running', usage: { cpus: 0.02, memoryBytes: 38 * MIB, processes: 4 } });
    this.usageTimer = setInterval(() => {
      const busy = this.sandbox.ports.length > 0;
      const usage = {
        cpus: Number(((busy ? 0.16 : 0.01) + Math.random() * 0.08).toFixed(2)),
        memoryBytes: Math.round((busy ? 136 : 38) * MIB + Math.random() * 4 * MIB),
        processes: busy ? 23 : 4,
      };
      this.setSandbox({ usage });
    }, 2000);
  }

  sleep(cause) {
    clearInterval(this.usageTimer);
    for (const terminal of this.terminals.values()) terminal.end(null, cause);
    for (const run of this.runs.values()) run.end(143, cause);
    this.setSandbox({ state: 'stopped', cause, ports: [], usage: null, idleAt: null });
  }

  tree(path) {
    const prefix = path === '' ? '' : `${path}/`;
    const found = new Map();
    for (const [file, content] of this.files) {
      if (!file.startsWith(prefix)) continue;
      const [name, ...rest] = file.slice(prefix.length).split('/');
      found.set(name, { path: prefix + name, name, type: rest.length ? 'directory' : 'file', size: content.length, modifiedAt: now() });
    }
    for (const folder of this.folders) {
      if (!folder.startsWith(prefix)) continue;
      const [name] = folder.slice(prefix.length).split('/');
      if (name) found.set(name, { path: prefix + name, name, type: 'directory', size: 0, modifiedAt: now() });
    }
    const entries = [...found.values()].sort(
      (one, other) => one.type.localeCompare(other.type) || one.name.localeCompare(other.name),
    );
    return { path, entries, truncated: false };
  }
}
