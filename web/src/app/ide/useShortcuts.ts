import { useEffect } from 'react';
import { toggle } from './LayoutStore';
import type { Workbench } from './Workbench';

/** The keys of the page. They are taken first, except Ctrl-S in a terminal, where programs use it. */
export function useShortcuts(workbench: Workbench, isNarrow: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const inTerminal = event.target instanceof Element && event.target.closest('.xterm') !== null;
      const action = {
        s: () => saveActive(workbench),
        b: () => toggle(workbench.layout, 'files'),
        j: () => toggle(workbench.layout, 'bottom'),
        '`': () => showTerminal(workbench),
      }[event.key];
      const isForProgram = inTerminal && event.key === 's' && event.ctrlKey;
      if (!action || isForProgram) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [workbench, isNarrow]);
}

function saveActive({ documents }: Workbench): void {
  const { active } = documents.store.getState();
  if (active !== null) void documents.save(active);
}

function showTerminal({ layout, panel }: Workbench): void {
  layout.setState({ bottom: true, maximized: null, pane: 'terminal' });
  const { tabs, active } = panel.store.getState();
  const current = tabs.find((tab) => tab.key === active && tab.kind === 'terminal');
  const terminal = current ?? tabs.find((tab) => tab.kind === 'terminal');
  if (terminal) panel.activate(terminal.key, true);
  else panel.newTerminal();
}
