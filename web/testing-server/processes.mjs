import { Stream } from './stream.mjs';

const PROMPT = '\x1b[32mdev@sandbox\x1b[0m:\x1b[34m/workspace\x1b[0m$ ';

/** A shell that echoes, and knows a handful of commands. */
export class Terminal extends Stream {
  constructor(project, name) {
    super();
    Object.assign(this, { project, name, createdAt: new Date().toISOString(), line: '' });
    void project.wake().then(() => this.write(PROMPT));
    this.tell();
  }

  json() {
    const { name, createdAt, bytes, ended } = this;
    return { name, createdAt, bytes: bytes.length, state: ended ? 'exited' : 'running', ...ended };
  }

  tell() {
    this.project.send({ type: 'terminal', terminal: this.json() });
  }

  end(exitCode, cause) {
    this.finish(exitCode, cause);
    this.tell();
  }

  type(text) {
    for (const char of text) {
      if (char === '\r') this.run();
      else if (char === '\x7f') this.erase();
      else {
        this.line += char;
        this.write(char);
      }
    }
  }

  erase() {
    if (this.line === '') return;
    this.line = this.line.slice(0, -1);
    this.write('\b \b');
  }

  run() {
    const [command, ...words] = this.line.trim().split(/\s+/);
    this.line = '';
    this.write('\r\n');
    if (command === 'exit') return this.end(Number(words[0] ?? 0), null);
    if (command === 'oom') return this.project.sleep('out-of-memory');
    if (command === 'ls') this.write(`${this.project.tree('').entries.map(({ name }) => name).join('  ')}\r\n`);
    else if (command === 'echo') this.write(`${words.join(' ')}\r\n`);
    else if (command === 'seq') for (let i = 1; i <= Number(words[0]); i += 1) this.write(`${i}\r\n`);
    else if (command) this.write(`sh: ${command}: not found\r\n`);
    this.write(PROMPT);
  }
}

let runs = 0;

/** One action with a believable log. */
export class Run extends Stream {
  constructor(project, action, server) {
    super();
    runs += 1;
    Object.assign(this, { project, action, server, id: `run-${runs}`, startedAt: Date.now() });
    project.runs.set(this.id, this);
    this.tell();
  }

  json() {
    const { id, project, action, startedAt, ended } = this;
    return {
      id,
      projectId: project.id,
      action,
      cmd: ['npm', action === 'install' ? 'ci' : action],
      state: ended ? 'exited' : 'running',
      exitCode: ended?.exitCode ?? null,
      cause: ended?.cause ?? null,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: (this.endedAt ?? Date.now()) - startedAt,
    };
  }

  tell() {
    this.project.send({ type: 'run', run: this.json() });
  }

  end(exitCode, cause = null) {
    if (this.ended) return;
    this.endedAt = Date.now();
    this.finish(exitCode, cause);
    if (this.action === 'dev') this.setPorts([]);
    this.tell();
  }

  setPorts(ports) {
    this.project.sandbox.ports = ports;
    this.project.send({ type: 'ports', ports });
  }

  async start() {
    await this.project.wake();
    if (this.action === 'dev') {
      if (!this.project.installed) await new Run(this.project, 'install', this.server).start();
      this.write('\n  \x1b[36mVITE v8.3.8\x1b[0m  ready in \x1b[1m412 ms\x1b[0m\n\n  \x1b[32m➜\x1b[0m  Local:   http://localhost:5173/\n');
      const ports = [{ port: 5173, url: this.project.previewUrl(this.server, null) }];
      return this.setPorts(ports);
    }
    this.write(`\x1b[2m$ npm ${this.action === 'install' ? 'ci' : `run ${this.action}`}\x1b[0m\n`);
    for (const line of ['resolving…', 'added 214 packages in 1s', '\x1b[32mdone\x1b[0m']) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      this.write(`${line}\n`);
    }
    if (this.action === 'install') this.project.installed = true;
    if (this.action === 'test') this.write('\x1b[31m1 failed\x1b[0m, 11 passed\n');
    this.end(this.action === 'test' ? 1 : 0);
  }
}
