/** A greeting that suits the hour (0 to 23); a blank name greets the world. */
export function greeting(name, hour) {
  const who = name.trim() || "world";
  if (hour < 5) return `Good night, ${who}.`;
  if (hour < 12) return `Good morning, ${who}.`;
  if (hour < 18) return `Good afternoon, ${who}.`;
  return `Good evening, ${who}.`;
}
