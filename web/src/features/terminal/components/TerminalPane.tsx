import { Button } from '@/components/Button';
import { StreamBar } from '@/components/StreamBar';
import type { Notice } from '@/lib/api/types';
import { useStreamNotice, useStreamState } from '@/lib/net/useStream';
import { ScreenView } from '@/lib/screen/ScreenView';
import { causeText, endedText, isFault } from '@/lib/words';
import { terminalTitle } from '../names';
import type { OpenTerminal } from '../OpenTerminals';
import { refusalText } from '../refusals';
import styles from './TerminalPane.module.css';

interface TerminalPaneProps {
  terminal: OpenTerminal;
  focusRequests: number;
  onRestart: () => void;
}

export function TerminalPane({ terminal, focusRequests, onRestart }: TerminalPaneProps) {
  const { session, screen } = terminal;
  const state = useStreamState(session.stream);
  const notice = useStreamNotice(session.stream);
  const title = terminalTitle(session.name);
  const restart = (
    <Button look="line" onClick={onRestart}>
      Start again
    </Button>
  );

  return (
    <div className={styles.pane}>
      <ScreenView screen={screen} label={title} testId="terminal" focusRequests={focusRequests} />
      {state.kind === 'ended' && (
        <StreamBar tone={isFault(state.cause) ? 'bad' : 'info'} text={endText(state, notice)}>
          {restart}
        </StreamBar>
      )}
      {state.kind === 'refused' && (
        <StreamBar tone="bad" text={notice?.message ?? refusalText(state.code)}>
          {restart}
        </StreamBar>
      )}
      {state.kind === 'connecting' && state.attempt > 0 && (
        <StreamBar tone="warn" text="Connection lost. Coming back; what you type is kept." />
      )}
      {(state.kind === 'live' || (state.kind === 'connecting' && state.attempt === 0)) && notice && (
        <StreamBar tone={notice.level === 'info' ? 'info' : 'warn'} text={notice.message} />
      )}
    </div>
  );
}

function endText(ended: Parameters<typeof endedText>[0], notice: Notice | null): string {
  if (ended.cause && notice && notice.level !== 'info') return notice.message;
  // A stopped sandbox kills its shells: the reason counts, not the signal.
  if (ended.cause) return `The sandbox has stopped: ${causeText(ended.cause)}.`;
  if (ended.exitCode == null) return endedText(ended);
  return `The shell has ended with exit code ${ended.exitCode}.`;
}
