/** The JSON of docs/API.md, as far as these tests read it. */
export interface Project {
  id: string;
  name: string;
  template: string;
  stack: string;
  createdAt: string;
  previewUrl: string;
  sandbox: { state: string; cause?: string };
}

export interface Port {
  port: number;
  url: string;
}

export interface Sandbox {
  state: 'creating' | 'running' | 'stopping' | 'stopped' | 'failed';
  engine: string;
  since: string;
  policy: { cpus: number; memoryBytes: number; processes: number; diskBytes: number; network: string; idleAfterSeconds: number };
  usage?: { cpus: number; memoryBytes: number; processes: number };
  ports: Port[];
  cause?: string;
  message?: string;
  idleAt?: string;
}

export interface Run {
  id: string;
  projectId: string;
  action?: string;
  cmd: string[];
  state: 'running' | 'exited';
  exitCode: number | null;
  cause: string | null;
  startedAt: string;
  durationMs: number;
}

export interface Terminal {
  name: string;
  state: 'running' | 'exited';
  exitCode?: number;
  bytes: number;
}

export interface TreeEntry {
  path: string;
  name: string;
  type: 'file' | 'directory' | 'other';
  size: number;
  modifiedAt: string;
  entries?: TreeEntry[];
}

export interface Tree {
  path: string;
  entries: TreeEntry[];
  truncated: boolean;
}

export interface Frame {
  type: string;
  [member: string]: unknown;
}
