export type SandboxState = 'creating' | 'running' | 'stopping' | 'stopped' | 'failed';

export type Cause =
  | 'out-of-memory'
  | 'too-many-processes'
  | 'disk-full'
  | 'idle'
  | 'time-limit'
  | 'stopped-by-user'
  | 'stopped-by-operator'
  | 'replaced'
  | 'engine-lost';

export interface Port {
  port: number;
  url: string;
}

export interface SandboxPolicy {
  cpus: number;
  memoryBytes: number;
  processes: number;
  diskBytes: number;
  network: string;
  idleAfterSeconds: number;
}

export interface SandboxUsage {
  cpus: number;
  memoryBytes: number;
  processes: number;
}

export interface Sandbox {
  state: SandboxState;
  engine: string;
  since: string;
  sandboxId?: string | null;
  policy: SandboxPolicy;
  usage?: SandboxUsage | null;
  ports: Port[];
  cause?: Cause | null;
  message?: string | null;
  /** The moment (ISO 8601) at which the sandbox will be stopped; present while nothing keeps it awake. */
  idleAt?: string | null;
}

export interface Project {
  id: string;
  name: string;
  template: string;
  stack: string;
  createdAt: string;
  updatedAt: string;
  previewUrl: string;
  sandbox: { state: SandboxState; cause?: Cause | null };
}

export interface Template {
  id: string;
  title: string;
  description: string;
  stack: string;
  actions: string[];
  port?: number | null;
  files: number;
  available: boolean;
  reason?: string | null;
}

export type ActionName = 'install' | 'dev' | 'build' | 'test';

export interface Manifest {
  source: 'vivarium.json' | 'detected';
  stack: string;
  port?: number | null;
  output?: string | null;
  main?: string | null;
  actions: Partial<Record<ActionName, { command: string | string[]; title?: string | null } | null>>;
  installed: boolean;
  problems: string[];
}

export type EntryType = 'file' | 'directory' | 'other';

export interface TreeEntry {
  path: string;
  name: string;
  type: EntryType;
  size: number;
  modifiedAt: string;
}

export interface TreeListing {
  path: string;
  entries: TreeEntry[];
  truncated: boolean;
}

export interface Run {
  id: string;
  projectId: string;
  action?: string | null;
  cmd: string[];
  state: 'running' | 'exited';
  exitCode: number | null;
  cause: Cause | null;
  /** Why it could not be run at all. */
  message?: string | null;
  startedAt: string;
  durationMs: number;
  url?: string | null;
}

export interface TerminalInfo {
  name: string;
  state: 'running' | 'exited';
  exitCode?: number | null;
  cause?: Cause | null;
  createdAt: string;
  /** How much output there is; a server that does not count leaves it out. */
  bytes?: number;
}

export interface Session {
  account: { id: string; name: string; operator: boolean };
  version: string;
}

export interface FileChange {
  kind: 'created' | 'modified' | 'deleted';
  path: string;
  entry: EntryType;
}

export type NoticeLevel = 'info' | 'warn' | 'error';

export interface Notice {
  type: 'notice';
  level: NoticeLevel;
  code: string;
  message: string;
}

export type EventFrame =
  | { type: 'hello'; sandbox: Sandbox; runs: Run[]; terminals: TerminalInfo[] }
  | { type: 'files'; changes: FileChange[]; overflow?: false }
  | { type: 'files'; overflow: true; path: string }
  | { type: 'sandbox'; sandbox: Sandbox }
  | { type: 'ports'; ports: Port[] }
  | { type: 'run'; run: Run }
  | { type: 'terminal'; terminal: TerminalInfo }
  | Notice
  | { type: 'project'; project: Project }
  | { type: 'deleted' };

/** Text frames of a terminal or a run log. */
export type StreamFrame =
  | { type: 'ready'; terminal?: string; since: number }
  | { type: 'gap'; from: number; to: number }
  | Notice
  | { type: 'exit'; exitCode: number | null; cause: Cause | null };
