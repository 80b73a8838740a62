import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { empty, FakeServer, problem } from '@/testing/FakeServer';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { aRun } from '@/testing/fixtures';
import { Panel } from './Panel';

const terminal = (name: string, state: 'running' | 'exited' = 'running') => ({
  name,
  state,
  createdAt: '2026-01-01T10:00:00Z',
  bytes: 0,
});

describe('Panel', () => {
  let panel: Panel;
  let server: FakeServer;
  const keys = () => panel.store.getState().tabs.map(({ key }) => key);
  const active = () => panel.store.getState().active;

  beforeEach(() => {
    FakeWebSocket.install();
    server = new FakeServer().on('DELETE /api/projects/hero/terminals/t-1', () => empty());
    panel = new Panel('hero');
  });
  afterEach(() => panel.dispose());

  it('attachesOnlyToTheTabThatIsShown', () => {
    panel.restore([aRun()], [terminal('t-1'), terminal('t-2')]);
    expect(keys()).toEqual(['terminal:t-1', 'terminal:t-2', 'run:r1']);
    expect(active()).toBe('run:r1');
    expect(FakeWebSocket.all).toHaveLength(1);
  });

  it('opensTerminalsUnderNamesThatAreFree', () => {
    panel.restore([], [terminal('t-1')]);
    panel.newTerminal();
    expect(active()).toBe('terminal:t-2');
    expect(FakeWebSocket.last.url.searchParams.get('terminal')).toBe('t-2');
  });

  it('showsEachRunOfAChainInItsTurn', () => {
    panel.runChanged(aRun({ id: 'dev' }));
    panel.runChanged(aRun({ id: 'install', action: 'install' }));
    expect(active()).toBe('run:install');
    panel.runChanged(aRun({ id: 'install', action: 'install', state: 'exited', exitCode: 0 }));
    expect(active()).toBe('run:dev');
  });

  it('keepsShowingTheInstallationThatARequestedRunWaitsFor', () => {
    panel.runChanged(aRun({ id: 'install', action: 'install' }));
    panel.showStarted('dev');
    expect(active()).toBe('run:install');
    expect(keys()).toEqual(['run:install', 'run:dev']);
  });

  it('staysAtARunThatFailed', () => {
    panel.runChanged(aRun({ id: 'dev' }));
    panel.runChanged(aRun({ id: 'install', action: 'install' }));
    panel.runChanged(aRun({ id: 'install', action: 'install', state: 'exited', exitCode: 1 }));
    expect(active()).toBe('run:install');
  });

  it('endsAShellWithItsTabAndLeavesARunAlone', () => {
    panel.restore([aRun()], [terminal('t-1')]);
    panel.close('run:r1');
    expect(server.requests).toEqual([]);
    panel.close('terminal:t-1');
    expect(server.sent('DELETE /api/projects/hero/terminals/t-1')).toHaveLength(1);
    expect(keys()).toEqual([]);
  });

  it('opensNoTabForTheEndOfAShell', () => {
    panel.terminalChanged(terminal('t-1', 'exited'));
    expect(keys()).toEqual([]);
    panel.terminalChanged(terminal('t-2'));
    expect(keys()).toEqual(['terminal:t-2']);
  });

  it('startsANewShellUnderTheSameName', async () => {
    panel.newTerminal();
    const before = panel.terminals.get('t-1');
    await panel.restartTerminal('t-1');
    expect(active()).toBe('terminal:t-1');
    expect(panel.terminals.get('t-1')).not.toBe(before);
    expect(FakeWebSocket.last.since).toBe('0');
  });

  it('showsTheShellThatSomebodyElseStartedUnderTheName', () => {
    panel.restore([], [terminal('t-1')]);
    const before = panel.terminals.get('t-1');
    panel.terminalChanged({ ...terminal('t-1'), createdAt: '2026-01-01T11:00:00Z' });
    expect(panel.terminals.get('t-1')).not.toBe(before);
    expect(active()).toBe('terminal:t-1');
  });

  it('takesAnotherNameWhenTheOldShellCannotBeRemoved', async () => {
    server.on('DELETE /api/projects/hero/terminals/t-1', () => problem(503, 'engine-unavailable', 'Away.'));
    panel.newTerminal();
    await panel.restartTerminal('t-1');
    await vi.waitFor(() => expect(active()).toBe('terminal:t-2'));
    expect(keys()).toEqual(['terminal:t-2']);
  });
});
