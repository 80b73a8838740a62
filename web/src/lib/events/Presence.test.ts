import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { Presence } from './Presence';
import { ProjectEvents } from './ProjectEvents';

describe('Presence', () => {
  let events: ProjectEvents;
  let presence: Presence;
  beforeEach(() => {
    vi.useFakeTimers();
    FakeWebSocket.install();
    events = new ProjectEvents('hero');
    presence = new Presence(events);
    presence.start();
    events.start();
    FakeWebSocket.last.open();
  });
  afterEach(() => {
    presence.stop();
    events.close();
    vi.useRealTimers();
  });

  it('reportsOnConnecting', () => {
    expect(FakeWebSocket.last.frames).toEqual([{ type: 'presence', visible: true, used: true }]);
  });

  it('reportsUseAtMostOnceAMinute', () => {
    window.dispatchEvent(new Event('keydown'));
    expect(FakeWebSocket.last.frames).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event('keydown'));
    window.dispatchEvent(new Event('pointerdown'));
    expect(FakeWebSocket.last.frames).toHaveLength(2);
    expect(FakeWebSocket.last.frames[1]).toEqual({ type: 'presence', visible: true, used: true });
  });

  it('reportsThatThePageIsHiddenAndWasNotUsedSince', () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(FakeWebSocket.last.frames.at(-1)).toEqual({ type: 'presence', visible: false, used: false });
    vi.restoreAllMocks();
  });
});
