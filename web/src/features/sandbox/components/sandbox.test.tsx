import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { empty, FakeServer, json } from '@/testing/FakeServer';
import { aSandbox } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { IdleCountdown } from './IdleCountdown';
import { Meters } from './Meters';
import { SandboxControl } from './SandboxControl';

const MIB = 1024 * 1024;

describe('sandbox state', () => {
  it('isToldInWordsWithTheReason', () => {
    const sandbox = aSandbox({ state: 'stopped', cause: 'replaced' });
    renderApp(<SandboxControl projectId="hero" sandbox={sandbox} isCompact={false} />);
    expect(screen.getByRole('status')).toHaveTextContent("Stopped: another project's sandbox was started");
  });

  it('startsAndStops', async () => {
    const server = new FakeServer()
      .on('POST /api/projects/hero/sandbox', () => json(aSandbox(), 202))
      .on('DELETE /api/projects/hero/sandbox', () => empty());
    const { unmount } = renderApp(<SandboxControl projectId="hero" sandbox={aSandbox()} isCompact={false} />);
    await userEvent.click(screen.getByRole('button', { name: 'Stop sandbox' }));
    await waitFor(() => expect(server.sent('DELETE /api/projects/hero/sandbox')).toHaveLength(1));
    unmount();
    renderApp(<SandboxControl projectId="hero" sandbox={aSandbox({ state: 'stopped' })} isCompact={false} />);
    await userEvent.click(screen.getByRole('button', { name: 'Start sandbox' }));
    await waitFor(() => expect(server.sent('POST /api/projects/hero/sandbox')).toHaveLength(1));
  });

  it('showsWhatItUsesWhileItRuns', () => {
    const usage = { cpus: 0.21, memoryBytes: 138 * MIB, processes: 9 };
    renderApp(<Meters sandbox={aSandbox({ usage })} />);
    expect(screen.getByRole('meter', { name: 'CPU' })).toHaveAttribute('aria-valuenow', '42');
    expect(screen.getByRole('meter', { name: 'Memory' })).toHaveTextContent('138 / 512 MiB');
  });
});

describe('IdleCountdown', () => {
  const endingIn = (seconds: number) => aSandbox({ idleAt: new Date(Date.now() + seconds * 1000).toISOString() });

  it('countsTheLastHalfMinuteAndKeepsTheSandbox', async () => {
    const server = new FakeServer().on('POST /api/projects/hero/sandbox/heartbeat', () => empty());
    renderApp(<IdleCountdown projectId="hero" sandbox={endingIn(12)} />);
    expect(screen.getByRole('timer')).toHaveTextContent(/Stops in 1[12] s/);
    await userEvent.click(screen.getByRole('button', { name: 'Keep running' }));
    await waitFor(() => expect(server.sent('POST /api/projects/hero/sandbox/heartbeat')).toHaveLength(1));
  });

  it('isSilentBeforeThat', () => {
    renderApp(<IdleCountdown projectId="hero" sandbox={endingIn(45)} />);
    expect(screen.queryByRole('timer')).toBeNull();
  });
});
