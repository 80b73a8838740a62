import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { backoff } from './backoff';
import { ReconnectingSocket } from './ReconnectingSocket';

describe('ReconnectingSocket', () => {
  let socket: ReconnectingSocket;
  beforeEach(() => {
    vi.useFakeTimers();
    FakeWebSocket.install();
    socket = new ReconnectingSocket({ url: () => 'ws://localhost/events' });
    socket.start();
  });
  afterEach(() => {
    socket.close();
    vi.useRealTimers();
  });

  it('waitsLongerAfterEachFailure', () => {
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      FakeWebSocket.last.drop();
      if (socket.state.kind === 'waiting') pauses.push(socket.state.until - Date.now());
      vi.runOnlyPendingTimers();
    }
    expect(pauses).toHaveLength(6);
    expect(pauses[5]).toBeGreaterThan(pauses[0] ?? Infinity);
  });

  it('doesNotHammerAServerThatHangsUpAtOnce', () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      FakeWebSocket.last.open();
      FakeWebSocket.last.drop();
      vi.runOnlyPendingTimers();
    }
    FakeWebSocket.last.drop();
    expect(socket.state).toMatchObject({ kind: 'waiting', attempt: 6 });
  });

  it('triesAtOnceWhenTheNetworkReturns', () => {
    FakeWebSocket.last.drop();
    window.dispatchEvent(new Event('online'));
    expect(socket.state.kind).toBe('connecting');
    expect(FakeWebSocket.all).toHaveLength(2);
  });

  it('saysThatNothingWasSentWithoutAConnection', () => {
    expect(socket.send('x')).toBe(false);
    FakeWebSocket.last.open();
    expect(socket.send('x')).toBe(true);
  });

  it('staysClosedOnceClosed', () => {
    FakeWebSocket.last.open();
    socket.close();
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(60_000);
    expect(FakeWebSocket.all).toHaveLength(1);
  });
});

describe('backoff', () => {
  it('growsToALimitAndKeepsSomeOfItRandom', () => {
    expect(backoff(0, () => 0)).toBe(125);
    expect(backoff(0, () => 1)).toBe(250);
    expect(backoff(20, () => 1)).toBe(15_000);
  });
});
