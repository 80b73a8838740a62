import type { Terminal } from '@xterm/xterm';

/** Answers whether a key goes to the program in the terminal. */
export function isForProgram(event: KeyboardEvent, terminal: Terminal): boolean {
  if (event.type !== 'keydown' || !(event.ctrlKey || event.metaKey) || event.altKey) return true;
  const key = event.key.toLowerCase();
  // The page's own keys work in a terminal too.
  if (!event.shiftKey && (key === '`' || key === 'b' || key === 'j')) return false;
  // Left alone, the browser pastes.
  if (key === 'v') return false;
  const copies = key === 'c' && terminal.hasSelection();
  if (copies) {
    void navigator.clipboard.writeText(terminal.getSelection());
    terminal.clearSelection();
    event.preventDefault();
  }
  return !copies;
}
