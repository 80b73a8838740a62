import type { Cause, SandboxState } from './api/types';

/** Why a sandbox, run or terminal ended, as the rest of a sentence that starts with "It was stopped:" or stands alone. */
const CAUSES: Record<Cause, string> = {
  'out-of-memory': 'it ran out of memory',
  'too-many-processes': 'it started too many processes',
  'disk-full': 'its disk was full',
  idle: 'nothing used it for a while',
  'time-limit': 'it reached its time limit',
  'stopped-by-user': 'you stopped it',
  'stopped-by-operator': 'an operator stopped it',
  replaced: "another project's sandbox was started",
  'engine-lost': 'the sandbox engine went away',
};

/** Causes that nobody asked for: they are shown as a fault, the others as a quiet fact. */
const FAULTS = new Set<Cause>(['out-of-memory', 'too-many-processes', 'disk-full', 'time-limit', 'engine-lost']);

export function causeText(cause: Cause): string {
  // A newer server may name a cause that this page does not know yet.
  return (CAUSES as Partial<Record<string, string>>)[cause] ?? cause;
}

export function isFault(cause: Cause | null | undefined): boolean {
  return cause != null && FAULTS.has(cause);
}

interface SandboxLike {
  state: SandboxState;
  cause?: Cause | null;
}

export type Tone = 'on' | 'busy' | 'off' | 'bad';

export function sandboxTone({ state, cause }: SandboxLike): Tone {
  if (state === 'running') return 'on';
  if (state === 'creating' || state === 'stopping') return 'busy';
  return state === 'failed' || isFault(cause) ? 'bad' : 'off';
}

/** The sandbox's state in a word or two, with the reason where there is one. */
export function sandboxText({ state, cause }: SandboxLike): string {
  switch (state) {
    case 'creating':
      return 'Starting';
    case 'running':
      return 'Running';
    case 'stopping':
      return 'Stopping';
    case 'stopped':
      if (!cause) return 'Asleep';
      return cause === 'idle' ? `Asleep: ${causeText(cause)}` : `Stopped: ${causeText(cause)}`;
    case 'failed':
      return cause ? `Failed: ${causeText(cause)}` : 'Failed';
  }
}

export interface Ended {
  exitCode?: number | null;
  cause?: Cause | null;
}

/** How a run or terminal ended, as one sentence. */
export function endedText({ exitCode, cause }: Ended): string {
  if (cause) return `Stopped: ${causeText(cause)}${exitCode == null ? '' : ` (exit code ${exitCode})`}.`;
  if (exitCode == null) return 'Ended.';
  if (exitCode === 0) return 'Finished, exit code 0.';
  return exitCode > 128 ? `Ended by signal ${exitCode - 128} (exit code ${exitCode}).` : `Failed, exit code ${exitCode}.`;
}
