/** A free name to start from, so that the dialog can be confirmed at once. */
export function suggestName(template: string, taken: readonly string[]): string {
  if (!taken.includes(template)) return template;
  let number = 2;
  while (taken.includes(`${template}-${number}`)) number += 1;
  return `${template}-${number}`;
}
