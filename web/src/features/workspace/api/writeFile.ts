import { request } from '@/lib/api/client';
import { projectPath } from '@/lib/api/urls';

/** Writes a file only over the version that it was made from: `null` means that there must be none. */
export async function writeFile(
  projectId: string,
  path: string,
  text: string,
  expected: string | null,
): Promise<string | null> {
  const condition: Record<string, string> = expected === null ? { 'if-none-match': '*' } : { 'if-match': expected };
  const response = await request(projectPath(projectId, '/files', { path }), {
    method: 'PUT',
    body: text,
    headers: { 'content-type': 'application/octet-stream', ...condition },
  });
  return response.headers.get('etag');
}
