import { Maximize2, Minimize2 } from 'lucide-react';
import { IconButton } from './Button';

export interface Maximizing {
  isMaximized: boolean;
  toggle: () => void;
}

/** Lets one pane fill the window, and gives the others their place back. */
export function MaximizeButton({ what, maximizing }: { what: string; maximizing: Maximizing | null }) {
  if (!maximizing) return null;
  const { isMaximized, toggle } = maximizing;
  return (
    <IconButton label={`${isMaximized ? 'Restore' : 'Maximize'} ${what}`} aria-pressed={isMaximized} onClick={toggle}>
      {isMaximized ? <Minimize2 size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
    </IconButton>
  );
}
