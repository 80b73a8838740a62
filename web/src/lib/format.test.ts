import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatDuration } from './format';

describe('format', () => {
  it('writesSizes', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(1536)).toBe('1.5 KiB');
    expect(formatBytes(512 * 1024 * 1024)).toBe('512 MiB');
  });

  it('writesDurations', () => {
    expect(formatDuration(412)).toBe('412 ms');
    expect(formatDuration(8_000)).toBe('8 s');
    expect(formatDuration(125_000)).toBe('2 min 5 s');
  });

  it('writesMomentsInThePast', () => {
    const now = Date.parse('2026-01-03T12:00:00Z');
    expect(formatAgo('2026-01-03T11:59:50Z', now)).toBe('just now');
    expect(formatAgo('2026-01-02T11:00:00Z', now)).toBe('yesterday');
  });
});
