import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ByteStream } from '@/lib/net/ByteStream';
import type { TerminalScreen } from '@/lib/screen/TerminalScreen';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { aRun } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { RunPane } from './RunPane';

describe('RunPane', () => {
  let stream: ByteStream;
  const drawn = { mount: () => () => undefined, focus: () => undefined } as unknown as TerminalScreen;
  const show = (change: Parameters<typeof aRun>[0]) =>
    renderApp(<RunPane run={aRun(change)} log={{ stream, screen: drawn }} again={<button type="button">again</button>} />);

  beforeEach(() => {
    FakeWebSocket.install();
    stream = new ByteStream((since) => `ws://localhost/log?since=${since}`);
    stream.start();
  });

  it('isSilentWhileItRuns', () => {
    show({});
    act(() => FakeWebSocket.last.open());
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('tellsExitCodeAndCauseInWords', () => {
    show({ state: 'exited', exitCode: 137, cause: 'out-of-memory', durationMs: 8_000 });
    expect(screen.getByRole('status')).toHaveTextContent(
      'Stopped: it ran out of memory (exit code 137). It ran for 8 s.',
    );
    expect(screen.getByRole('button', { name: 'again' })).toBeInTheDocument();
  });

  it('tellsWhyItCouldNotBeRunAtAll', () => {
    show({ state: 'exited', exitCode: -1, message: 'The engine is away.' });
    expect(screen.getByRole('status')).toHaveTextContent('The engine is away.');
  });

  it('saysThatTheRunGoesOnWithoutAConnection', () => {
    show({});
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.drop();
    });
    expect(screen.getByRole('status')).toHaveTextContent('The run goes on');
  });
});
