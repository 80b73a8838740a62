import type { Run } from '@/lib/api/types';
import { formatDuration } from '@/lib/format';
import { endedText } from '@/lib/words';

export function runTitle(run: Pick<Run, 'action' | 'cmd'>): string {
  return `Run: ${run.action ?? run.cmd[0] ?? 'command'}`;
}

/** The few characters that stand on a run's tab once it is over. */
export function runBadge(run: Run): string {
  if (run.state === 'running') return '';
  if (run.exitCode === 0) return formatDuration(run.durationMs);
  return run.cause === 'stopped-by-user' ? 'stopped' : `exit ${run.exitCode ?? '?'}`;
}

export function runEndText(run: Run): string {
  if (run.message) return run.message;
  return `${endedText(run)} It ran for ${formatDuration(run.durationMs)}.`;
}
