import { useEffect, useRef } from 'react';
import type { TerminalScreen } from './TerminalScreen';
import styles from './ScreenView.module.css';

interface ScreenViewProps {
  screen: TerminalScreen;
  label: string;
  testId: string;
  /** The screen takes the keyboard whenever this grows. */
  focusRequests?: number;
}

/** The place in the page where a screen shows itself. */
export function ScreenView({ screen, label, testId, focusRequests = 0 }: ScreenViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? screen.mount(host.current) : undefined), [screen]);
  useEffect(() => {
    if (focusRequests > 0) screen.focus();
  }, [screen, focusRequests]);
  return <div ref={host} role="group" aria-label={label} data-testid={testId} className={styles.screen} />;
}
