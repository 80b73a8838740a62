import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '@/testing/FakeWebSocket';
import { ByteStream, type StreamEvent } from './ByteStream';

function aStream() {
  const stream = new ByteStream((since) => `ws://localhost/log?since=${since}`);
  const events: StreamEvent[] = [];
  let text = '';
  stream.events.subscribe((event) => {
    events.push(event);
    if (event.kind === 'data') text += new TextDecoder().decode(event.bytes);
    if (event.kind === 'reset') text = '';
  });
  stream.start();
  FakeWebSocket.last.open();
  return { stream, events, text: () => text };
}

function comeBack(): void {
  vi.advanceTimersByTime(20_000);
  FakeWebSocket.last.open();
}

describe('ByteStream', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeWebSocket.install();
  });
  afterEach(() => vi.useRealTimers());

  it('comesBackAtTheByteWhereItStopped', () => {
    const { text } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.bytes('hello ');
    FakeWebSocket.last.drop();
    comeBack();
    expect(FakeWebSocket.last.since).toBe('6');
    FakeWebSocket.last.text({ type: 'ready', since: 6 });
    FakeWebSocket.last.bytes('world');
    expect(text()).toBe('hello world');
  });

  it('dropsWhatTheServerRepeats', () => {
    const { text } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.bytes('abcdef');
    FakeWebSocket.last.drop();
    comeBack();
    FakeWebSocket.last.text({ type: 'ready', since: 2 });
    FakeWebSocket.last.bytes('cd');
    FakeWebSocket.last.bytes('efgh');
    expect(text()).toBe('abcdefgh');
  });

  it('tellsAGapAndGoesOnBehindIt', () => {
    const { stream, events } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.text({ type: 'gap', from: 0, to: 100 });
    FakeWebSocket.last.bytes('x');
    expect(events[0]).toEqual({ kind: 'gap', from: 0, to: 100 });
    expect(stream.offset).toBe(101);
  });

  it('startsOverWhenTheServerSpeaksOfANewStream', () => {
    const { events, text } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.bytes('old');
    FakeWebSocket.last.drop();
    comeBack();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.bytes('new output');
    expect(events.some(({ kind }) => kind === 'reset')).toBe(true);
    expect(text()).toBe('new output');
  });

  it('endsWithTheExitFrameAndDoesNotComeBack', () => {
    const { stream } = aStream();
    FakeWebSocket.last.text({ type: 'exit', exitCode: 137, cause: 'out-of-memory' });
    FakeWebSocket.last.drop(1000);
    vi.advanceTimersByTime(60_000);
    expect(stream.state).toEqual({ kind: 'ended', exitCode: 137, cause: 'out-of-memory' });
    expect(FakeWebSocket.all).toHaveLength(1);
  });

  it('keepsTheReasonOfARefusal', () => {
    const { stream } = aStream();
    FakeWebSocket.last.drop(1008, 'too-many-terminals');
    expect(stream.state).toEqual({ kind: 'refused', code: 'too-many-terminals' });
  });

  it('doesNotRepeatWhatTheServerSaidItCannotDo', () => {
    const { stream } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.text({ type: 'notice', level: 'error', code: 'too-many', message: 'Close one first.' });
    FakeWebSocket.last.drop(1011, 'too-many');
    vi.advanceTimersByTime(60_000);
    expect(stream.state).toEqual({ kind: 'refused', code: 'too-many' });
    expect(FakeWebSocket.all).toHaveLength(1);
  });

  it('comesBackAfterAFailureThatWasNotExplained', () => {
    aStream();
    FakeWebSocket.last.drop(1011, 'engine-unavailable');
    vi.advanceTimersByTime(20_000);
    expect(FakeWebSocket.all.length).toBeGreaterThan(1);
  });

  it('attachesAgainAtOnceAfterAStall', () => {
    aStream();
    FakeWebSocket.last.drop(1013);
    vi.advanceTimersByTime(0);
    expect(FakeWebSocket.all).toHaveLength(2);
  });

  it('acknowledgesWhatWasDrawn', () => {
    const { stream } = aStream();
    FakeWebSocket.last.text({ type: 'ready', since: 0 });
    FakeWebSocket.last.bytes('abc');
    stream.consumed(3);
    stream.consumed(3);
    expect(FakeWebSocket.last.frames).toEqual([{ type: 'ack', offset: 3 }]);
  });
});
