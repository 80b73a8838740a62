import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { TerminalSession } from './TerminalSession';

describe('TerminalSession', () => {
  let session: TerminalSession;
  beforeEach(() => {
    vi.useFakeTimers();
    FakeWebSocket.install();
    session = new TerminalSession('hero-page', 't-1');
    session.stream.start();
  });
  afterEach(() => {
    session.stream.close();
    vi.useRealTimers();
  });

  it('namesTheTerminalAndTheOffset', () => {
    expect(FakeWebSocket.last.url.pathname).toBe('/api/terminals/hero-page');
    expect(FakeWebSocket.last.url.searchParams.get('terminal')).toBe('t-1');
    expect(FakeWebSocket.last.since).toBe('0');
  });

  it('sendsItsSizeOnEveryConnection', () => {
    session.resize(100, 30);
    FakeWebSocket.last.open();
    FakeWebSocket.last.drop();
    vi.advanceTimersByTime(20_000);
    FakeWebSocket.last.open();
    expect(FakeWebSocket.last.frames).toEqual([{ type: 'resize', cols: 100, rows: 30 }]);
  });

  it('keepsKeysTypedWithoutAConnection', () => {
    FakeWebSocket.last.open();
    FakeWebSocket.last.drop();
    session.type('ls\r');
    vi.advanceTimersByTime(20_000);
    FakeWebSocket.last.open();
    expect(FakeWebSocket.last.typed).toBe('ls\r');
  });

  it('sendsMouseReportsAsSingleBytes', () => {
    FakeWebSocket.last.open();
    session.typeBinary('\x1b[M\xe0');
    expect(FakeWebSocket.last.sent.at(-1)).toEqual(Uint8Array.from([0x1b, 0x5b, 0x4d, 0xe0]));
  });
});
