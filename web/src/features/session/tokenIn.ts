/** The token in what a person pasted: the whole login link, or the token alone. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  const fromLink = /[?&]token=([^&#\s]+)/.exec(text)?.[1];
  return fromLink === undefined ? text : decodeURIComponent(fromLink);
}
