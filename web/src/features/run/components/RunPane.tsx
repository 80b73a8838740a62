import type { ReactNode } from 'react';
import { StreamBar } from '@/components/StreamBar';
import type { Run } from '@/lib/api/types';
import { useStreamNotice, useStreamState } from '@/lib/net/useStream';
import { ScreenView } from '@/lib/screen/ScreenView';
import { endedText } from '@/lib/words';
import type { OpenLog } from '../OpenLogs';
import { hasFailed, runEndText, runTitle } from '../words';
import styles from './RunPane.module.css';

interface RunPaneProps {
  run: Run;
  log: OpenLog;
  /** The way to do it once more. */
  again: ReactNode;
}

export function RunPane({ run, log, again }: RunPaneProps) {
  const state = useStreamState(log.stream);
  const notice = useStreamNotice(log.stream);
  const isOver = run.state === 'exited' || state.kind === 'ended';
  const text = run.state === 'exited' ? runEndText(run) : state.kind === 'ended' ? endedText(state) : '';

  return (
    <div className={styles.pane}>
      <ScreenView screen={log.screen} label={`Log of ${runTitle(run)}`} testId="run-log" />
      {isOver && (
        <StreamBar tone={hasFailed(run) ? 'bad' : 'info'} text={text}>
          {again}
        </StreamBar>
      )}
      {!isOver && state.kind === 'connecting' && state.attempt > 0 && (
        <StreamBar tone="warn" text="Connection lost. The run goes on; its log comes back." />
      )}
      {!isOver && notice && <StreamBar tone={notice.level === 'info' ? 'info' : 'warn'} text={notice.message} />}
      {!isOver && state.kind === 'refused' && <StreamBar tone="bad" text={`The log cannot be read (${state.code}).`} />}
    </div>
  );
}
