// eslint-disable-next-line no-control-regex -- terminal replies are control sequences
const REPLY = /^(\x1b\[[?>]?[\d;]*[cnRy]|\x1b\][\d;]*[^\x07\x1b]*(\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\)+$/;

/**
 * Whether `data` is what a terminal says by itself when a program asks it something.
 * Drawing old output asks the old questions again; answering them would type into the shell.
 */
export function isTerminalReply(data: string): boolean {
  return REPLY.test(data);
}
