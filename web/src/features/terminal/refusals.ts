/** What a refused terminal tells, where the server's code is known. */
const REFUSALS: Partial<Record<string, string>> = {
  'too-many-terminals': 'There are too many terminals. Close one, then start again.',
  'engine-unavailable': 'The sandbox engine is away. Start again once it is back.',
  'project-not-found': 'This project does not exist any more.',
};

export function refusalText(code: string): string {
  return REFUSALS[code] ?? `The terminal was refused${code ? ` (${code})` : ''}.`;
}
