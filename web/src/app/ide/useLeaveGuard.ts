import { useEffect } from 'react';
import type { Workbench } from './Workbench';

/** Asks before the page goes only where text would really be lost: the browser had no room to keep it. */
export function useLeaveGuard({ documents }: Workbench): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      documents.keepDrafts();
      const states = Object.values(documents.store.getState().states);
      const isLost = states.some((state) => state.kind === 'text' && state.isDirty && !state.isKept);
      if (isLost) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [documents]);
}
