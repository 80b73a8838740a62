export const MONO_FONT = '"JetBrains Mono Variable", ui-monospace, Menlo, Consolas, monospace';

/** Editors and terminals measure their font once; until ours is there, they would measure another one. */
export async function monoFontLoaded(): Promise<void> {
  // Not every browser without a screen has fonts to load.
  if (!('fonts' in document)) return;
  await document.fonts.load('13px "JetBrains Mono Variable"').catch(() => []);
}
