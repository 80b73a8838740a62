/** The first of t-1, t-2, … that is not in use. */
export function nextTerminalName(used: Iterable<string>): string {
  const taken = new Set(used);
  let number = 1;
  while (taken.has(`t-${number}`)) number += 1;
  return `t-${number}`;
}

/** t-2 is shown as "Terminal 2"; a name that somebody else chose is shown as it is. */
export function terminalTitle(name: string): string {
  const number = /^t-(\d+)$/.exec(name)?.[1];
  return number === undefined ? name : `Terminal ${number}`;
}
