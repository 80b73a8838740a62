import { useEffect, useState } from 'react';

/** Stays true for `ms` after `value` became false: a dev server that restarts closes its port for a moment. */
export function useLingering(value: boolean, ms: number): boolean {
  const [lingers, setLingers] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLingers(value), value ? 0 : ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value || lingers;
}
