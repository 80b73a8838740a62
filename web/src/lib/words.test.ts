import { describe, expect, it } from 'vitest';
import type { Cause } from './api/types';
import { causeText, endedText, sandboxText, sandboxTone } from './words';

const CAUSES: Cause[] = [
  'out-of-memory',
  'too-many-processes',
  'disk-full',
  'idle',
  'time-limit',
  'stopped-by-user',
  'stopped-by-operator',
  'replaced',
  'engine-lost',
];

describe('words', () => {
  it.each(CAUSES)('hasWordsForTheCause %s', (cause) => expect(causeText(cause)).not.toBe(cause));

  it('saysWhyASandboxIsNotRunning', () => {
    expect(sandboxText({ state: 'stopped' })).toBe('Asleep');
    expect(sandboxText({ state: 'stopped', cause: 'idle' })).toBe('Asleep: nothing used it for a while');
    expect(sandboxText({ state: 'stopped', cause: 'out-of-memory' })).toBe('Stopped: it ran out of memory');
    expect(sandboxTone({ state: 'stopped', cause: 'out-of-memory' })).toBe('bad');
    expect(sandboxTone({ state: 'stopped', cause: 'idle' })).toBe('off');
  });

  it('saysHowACommandEnded', () => {
    expect(endedText({ exitCode: 0 })).toBe('Finished, exit code 0.');
    expect(endedText({ exitCode: 1 })).toBe('Failed, exit code 1.');
    expect(endedText({ exitCode: 137 })).toBe('Ended by signal 9 (exit code 137).');
    expect(endedText({ exitCode: 137, cause: 'out-of-memory' })).toBe(
      'Stopped: it ran out of memory (exit code 137).',
    );
  });
});
