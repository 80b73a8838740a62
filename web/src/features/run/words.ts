import type { Run } from '@/lib/api/types';
import { formatDuration } from '@/lib/format';
import { endedText, isFault } from '@/lib/words';

export function runTitle(run: Pick<Run, 'action' | 'cmd'>): string {
  return `Run: ${run.action ?? run.cmd[0] ?? 'command'}`;
}

/** It ended as nobody wanted: by itself, or for a cause that is a fault. */
export function hasFailed(run: Run): boolean {
  return run.state === 'exited' && run.exitCode !== 0 && (run.cause === null || isFault(run.cause));
}

/** The few characters that stand on a run's tab once it is over. */
export function runBadge(run: Run): string {
  if (run.state === 'running') return '';
  if (run.exitCode === 0) return formatDuration(run.durationMs);
  return hasFailed(run) ? `exit ${run.exitCode ?? '?'}` : 'stopped';
}

export function runEndText(run: Run): string {
  if (run.message) return run.message;
  return `${endedText(run)} It ran for ${formatDuration(run.durationMs)}.`;
}
