import { describe, expect, it } from 'vitest';
import { isTerminalReply } from './replies';

describe('isTerminalReply', () => {
  it.each(['\x1b[?1;2c', '\x1b[24;80R', '\x1b[0n', '\x1b]11;rgb:0d0d/1111/1010\x1b\\', '\x1bP1$r0m\x1b\\'])(
    'knowsWhatATerminalSaysByItself %j',
    (reply) => expect(isTerminalReply(reply)).toBe(true),
  );

  it.each(['a', 'ls\r', '\x1b', '\x1b[A', '\x1b[200~text\x1b[201~', '\x03'])('letsKeysThrough %j', (keys) =>
    expect(isTerminalReply(keys)).toBe(false),
  );
});
