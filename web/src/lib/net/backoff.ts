const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** Exponential with full jitter in the upper half, so that many pages do not come back in step. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return ceiling / 2 + random() * (ceiling / 2);
}
