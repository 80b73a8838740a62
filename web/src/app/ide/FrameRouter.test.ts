import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlainBuffer } from '@/features/workspace/documents/TextBuffer';
import type { EventFrame, Run, Sandbox } from '@/lib/api/types';
import { runsKey, sandboxKey, treeKey } from '@/lib/queryKeys';
import { FakeServer } from '@/testing/FakeServer';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { aRun, aSandbox } from '@/testing/fixtures';
import { Workbench } from './Workbench';

describe('FrameRouter', () => {
  let workbench: Workbench;
  let queryClient: QueryClient;
  const hello = (runs: Run[] = []): EventFrame => ({ type: 'hello', sandbox: aSandbox(), runs, terminals: [] });
  const isStale = (path: string) => queryClient.getQueryState(treeKey('hero', path))?.isInvalidated;

  beforeEach(() => {
    new FakeServer();
    FakeWebSocket.install();
    queryClient = new QueryClient();
    workbench = new Workbench('hero', queryClient, Promise.resolve((_path, text) => new PlainBuffer(text)));
    workbench.start();
    FakeWebSocket.last.open();
  });
  afterEach(() => workbench.stop());

  it('keepsTheSandboxCurrent', () => {
    FakeWebSocket.last.text(hello());
    FakeWebSocket.last.text({ type: 'ports', ports: [{ port: 5173, url: 'http://x/' }] });
    expect(queryClient.getQueryData<Sandbox>(sandboxKey('hero'))?.ports).toHaveLength(1);
    FakeWebSocket.last.text({ type: 'sandbox', sandbox: aSandbox({ state: 'stopped', cause: 'idle' }) });
    expect(queryClient.getQueryData<Sandbox>(sandboxKey('hero'))).toMatchObject({ state: 'stopped', cause: 'idle' });
  });

  it('keepsRunsCurrent', () => {
    const events = FakeWebSocket.last;
    events.text(hello([aRun()]));
    events.text({ type: 'run', run: aRun({ state: 'exited', exitCode: 0 }) });
    expect(queryClient.getQueryData<Run[]>(runsKey('hero'))).toEqual([aRun({ state: 'exited', exitCode: 0 })]);
  });

  it('endsRunsThatTheServerDoesNotKnowAnyMore', () => {
    const events = FakeWebSocket.last;
    events.text(hello([aRun()]));
    events.text(hello([]));
    expect(queryClient.getQueryData<Run[]>(runsKey('hero'))).toEqual([aRun({ state: 'exited', cause: 'engine-lost' })]);
  });

  it('listsTheFoldersAgainInWhichSomethingAppeared', async () => {
    queryClient.setQueryData(treeKey('hero', 'src'), {});
    queryClient.setQueryData(treeKey('hero', 'public'), {});
    FakeWebSocket.last.text({ type: 'files', changes: [{ kind: 'created', path: 'src/a.ts', entry: 'file' }] });
    await vi.waitFor(() => expect(isStale('src')).toBe(true));
    expect(isStale('public')).toBe(false);
  });

  it('listsEverythingUnderAnOverflowAgain', async () => {
    for (const path of ['', 'src', 'src/app', 'public']) queryClient.setQueryData(treeKey('hero', path), {});
    FakeWebSocket.last.text({ type: 'files', overflow: true, path: 'src' });
    await vi.waitFor(() => expect(isStale('src')).toBe(true));
    expect(['', 'src', 'src/app', 'public'].map(isStale)).toEqual([false, true, true, false]);
  });

  it('listsEverythingAgainAfterTheConnectionWasLost', async () => {
    queryClient.setQueryData(treeKey('hero', ''), {});
    FakeWebSocket.last.text(hello());
    expect(isStale('')).toBe(false);
    FakeWebSocket.last.text(hello());
    await vi.waitFor(() => expect(isStale('')).toBe(true));
  });

  it('tellsThatTheProjectIsGone', () => {
    FakeWebSocket.last.text({ type: 'deleted' });
    expect(workbench.router.isDeleted.getState().value).toBe(true);
  });
});
