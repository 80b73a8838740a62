/** How often something happened, as one would say it. */
export function inWords(count: number): string {
  switch (count) {
    case 0:
      return "never";
    case 1:
      return "once";
    case 2:
      return "twice";
    default:
      return `${count} times`;
  }
}
