import { createCipheriv, createHash } from 'node:crypto';
import { Readable } from 'node:stream';

const PIECE = Buffer.alloc(1 << 20);

function* pieces(size: number): Generator<Buffer> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  for (let left = size; left > 0; left -= PIECE.length) yield cipher.update(PIECE.subarray(0, Math.min(left, PIECE.length)));
}

async function hashOf(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}

/** Bytes that look random and are always the same: zeros under AES in counter mode, with a key and a counter of zeros. */
export function bigFile(size: number) {
  return {
    size,
    stream: () => Readable.from(pieces(size)),
    hash: () => hashOf(pieces(size)),
    hashOf,
  };
}

/** Prints the same in a shell. */
export function bigFileCommand(size: number): string {
  const zeros = '0'.repeat(32);
  return `head -c ${size} /dev/zero | openssl enc -aes-128-ctr -K ${zeros} -iv ${zeros}`;
}
