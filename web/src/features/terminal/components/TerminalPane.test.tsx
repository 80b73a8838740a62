import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TerminalScreen } from '@/lib/screen/TerminalScreen';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { renderApp } from '@/testing/render';
import { TerminalSession } from '../TerminalSession';
import { TerminalPane } from './TerminalPane';

describe('TerminalPane', () => {
  let session: TerminalSession;
  const restart = vi.fn();
  const drawn = { mount: () => () => undefined, focus: vi.fn() } as unknown as TerminalScreen;

  beforeEach(() => {
    restart.mockClear();
    FakeWebSocket.install();
    session = new TerminalSession('hero', 't-1');
    session.stream.start();
    renderApp(<TerminalPane terminal={{ session, screen: drawn }} focusRequests={0} onRestart={restart} />);
  });
  afterEach(() => session.stream.close());

  it('saysWhatTheServerIsDoing', () => {
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.text({ type: 'ready', terminal: 't-1', since: 0 });
      FakeWebSocket.last.text({ type: 'notice', level: 'info', code: 'sandbox-starting', message: 'Starting the sandbox.' });
    });
    expect(screen.getByRole('status')).toHaveTextContent('Starting the sandbox.');
    act(() => FakeWebSocket.last.bytes('$ '));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('saysWhyItStoppedAndStartsAgain', async () => {
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.text({ type: 'exit', exitCode: 137, cause: 'idle' });
      FakeWebSocket.last.drop(1000);
    });
    expect(screen.getByRole('status')).toHaveTextContent('The sandbox has stopped: nothing used it for a while.');
    await userEvent.click(screen.getByRole('button', { name: 'Start again' }));
    expect(restart).toHaveBeenCalledOnce();
  });

  it('tellsTheExitCodeOfAShell', () => {
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.text({ type: 'exit', exitCode: 3, cause: null });
    });
    expect(screen.getByRole('status')).toHaveTextContent('The shell has ended with exit code 3.');
  });

  it('saysThatTheConnectionIsLost', () => {
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.drop();
    });
    expect(screen.getByRole('status')).toHaveTextContent('what you type is kept');
  });

  it('repeatsTheServersReasonForARefusal', () => {
    act(() => {
      FakeWebSocket.last.open();
      FakeWebSocket.last.text({ type: 'ready', terminal: 't-1', since: 0 });
      FakeWebSocket.last.text({ type: 'notice', level: 'error', code: 'too-many', message: 'Close one first.' });
      FakeWebSocket.last.drop(1011, 'too-many');
    });
    expect(screen.getByRole('status')).toHaveTextContent('Close one first.');
    expect(screen.getByRole('button', { name: 'Start again' })).toBeInTheDocument();
  });
});
