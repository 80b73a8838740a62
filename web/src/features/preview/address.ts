/** The frame's first address: our own path, from which the server leads to the preview's host. */
export function previewAddress(projectId: string, path: string, port: number | null): string {
  const url = new URL(path.replace(/^\/+/, '/'), 'http://preview.invalid');
  if (port !== null) url.searchParams.set('port', String(port));
  return `/preview/${encodeURIComponent(projectId)}${url.pathname}${url.search}${url.hash}`;
}

/** What a person typed as a path of the preview: an address, a path, or a path without its slash. */
export function typedPath(typed: string): string {
  const text = typed.trim();
  try {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol)) return url.pathname + url.search + url.hash;
  } catch {
    // Not an address of its own: a path.
  }
  return text.startsWith('/') ? text : `/${text}`;
}

/**
 * Whether the preview's cookie reaches a frame: browsers keep partitioned cookies on https and on *.localhost only.
 * Elsewhere the preview opens in a tab of its own.
 */
export function isFrameable(previewUrl: string): boolean {
  try {
    const { protocol, hostname } = new URL(previewUrl);
    return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  } catch {
    return true;
  }
}
