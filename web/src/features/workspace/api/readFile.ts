import { request } from '@/lib/api/client';
import { readLimited } from '@/lib/api/readLimited';
import { projectPath } from '@/lib/api/urls';

export interface FileContent {
  etag: string | null;
  /** Null when it is only known to be more than the limit. */
  size: number | null;
  /** Absent when the file is larger than what was asked for, or is the version already known. */
  bytes: Uint8Array<ArrayBuffer> | null;
}

interface ReadOptions {
  limit: number;
  knownEtag?: string | null;
}

export async function readFile(projectId: string, path: string, options: ReadOptions): Promise<FileContent> {
  const response = await request(projectPath(projectId, '/files', { path }), { cache: 'no-store' });
  const etag = response.headers.get('etag');
  const declared = Number(response.headers.get('content-length') ?? 0);
  const isKnown = etag !== null && etag === options.knownEtag;
  if (isKnown || declared > options.limit) {
    await response.body?.cancel();
    return { etag, size: declared, bytes: null };
  }
  const bytes = await readLimited(response, options.limit);
  return { etag, size: bytes?.length ?? null, bytes };
}
