import type { Project, Run, Sandbox, Template, TreeEntry } from '@/lib/api/types';

const MIB = 1024 * 1024;

export function aProject(change: Partial<Project> = {}): Project {
  return {
    id: 'hero-page',
    name: 'hero-page',
    template: 'vite-react-ts',
    stack: 'node',
    createdAt: '2026-01-01T10:00:00Z',
    updatedAt: '2026-01-01T10:00:00Z',
    previewUrl: 'http://hero-page.preview.localhost:8080/',
    sandbox: { state: 'stopped' },
    ...change,
  };
}

export function aTemplate(change: Partial<Template> = {}): Template {
  return {
    id: 'vite-react-ts',
    title: 'Vite + React',
    description: 'TypeScript, hot reload',
    stack: 'node',
    actions: ['install', 'dev', 'build'],
    files: 14,
    available: true,
    ...change,
  };
}

export function aSandbox(change: Partial<Sandbox> = {}): Sandbox {
  return {
    state: 'running',
    engine: 'oci',
    since: '2026-01-01T10:00:00Z',
    policy: {
      cpus: 0.5,
      memoryBytes: 512 * MIB,
      processes: 256,
      diskBytes: 1024 * MIB,
      network: 'none',
      idleAfterSeconds: 60,
    },
    ports: [],
    ...change,
  };
}

export function aRun(change: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    projectId: 'hero-page',
    action: 'dev',
    cmd: ['npm', 'run', 'dev'],
    state: 'running',
    exitCode: null,
    cause: null,
    startedAt: '2026-01-01T10:00:00Z',
    durationMs: 0,
    ...change,
  };
}

export function anEntry(path: string, type: TreeEntry['type'] = 'file'): TreeEntry {
  return { path, name: path.slice(path.lastIndexOf('/') + 1), type, size: 1, modifiedAt: '2026-01-01T10:00:00Z' };
}
