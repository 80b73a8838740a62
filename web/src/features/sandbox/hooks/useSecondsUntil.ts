import { useEffect, useState } from 'react';

/** Whole seconds until a moment, while they are few enough to be counted down; otherwise null. */
export function useSecondsUntil(iso: string | null | undefined, within: number): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!iso) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [iso]);
  if (!iso) return null;
  const seconds = Math.ceil((Date.parse(iso) - now) / 1000);
  return seconds <= within ? Math.max(0, seconds) : null;
}
