export const TEXT_LIMIT = 2 * 1024 * 1024;
export const IMAGE_LIMIT = 20 * 1024 * 1024;

const IMAGES: Partial<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

export function imageType(path: string): string | undefined {
  return IMAGES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/** The text in `bytes`, or null when they are not UTF-8 text. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    // A byte order mark stays in the text, so that saving writes it again.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
