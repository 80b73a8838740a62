import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { empty, FakeServer, json } from '@/testing/FakeServer';
import { aRun } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { ActionButtons } from './ActionButtons';

describe('ActionButtons', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer()
      .on('GET /api/projects/hero/manifest', () =>
        json({
          source: 'vivarium.json',
          stack: 'node',
          installed: false,
          problems: [],
          actions: { install: { command: 'npm ci' }, dev: { command: 'npm run dev' } },
        }),
      )
      .on('POST /api/runs', () => json({ id: 'r9', state: 'running' }, 201))
      .on('DELETE /api/runs/r1', () => empty());
  });

  it('offersOnlyWhatTheManifestDeclares', async () => {
    renderApp(<ActionButtons projectId="hero" runs={[]} isNarrow={false} onStarted={() => undefined} />);
    await screen.findByRole('button', { name: 'Dev' });
    expect(screen.getByRole('button', { name: 'Install' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Build' })).toBeNull();
  });

  it('startsARunAndSaysWhichOne', async () => {
    const onStarted = vi.fn();
    renderApp(<ActionButtons projectId="hero" runs={[]} isNarrow={false} onStarted={onStarted} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Dev' }));
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith('r9'));
    expect(server.sent('POST /api/runs')[0]?.body).toBe('{"projectId":"hero","action":"dev"}');
  });

  it('stopsWhatRuns', async () => {
    renderApp(<ActionButtons projectId="hero" runs={[aRun()]} isNarrow={false} onStarted={() => undefined} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Stop Dev' }));
    await waitFor(() => expect(server.sent('DELETE /api/runs/r1')).toHaveLength(1));
  });
});
