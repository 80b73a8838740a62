/** The path of a project's resource; every part is escaped here and nowhere else. */
export function projectPath(projectId: string, rest = '', query?: Record<string, string>): string {
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  return `/api/projects/${encodeURIComponent(projectId)}${rest}${search}`;
}

export function socketUrl(path: string, query?: Record<string, string>): string {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
  return url.href;
}
