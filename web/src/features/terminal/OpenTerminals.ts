import { TerminalScreen } from '@/lib/screen/TerminalScreen';
import { terminalTitle } from './names';
import { TerminalSession } from './TerminalSession';

export interface OpenTerminal {
  session: TerminalSession;
  screen: TerminalScreen;
}

/** The terminals of one project that this page is attached to. */
export class OpenTerminals {
  readonly #projectId: string;
  readonly #open = new Map<string, OpenTerminal>();

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  /** Attaches on first use; output before `replayUntil` is old. */
  attach(name: string, replayUntil: number): OpenTerminal {
    const existing = this.#open.get(name);
    if (existing) return existing;
    const session = new TerminalSession(this.#projectId, name);
    const screen = new TerminalScreen(session.stream, terminalTitle(name), {
      type: (text) => session.type(text),
      typeBinary: (bytes) => session.typeBinary(bytes),
      resize: (cols, rows) => session.resize(cols, rows),
      replayUntil,
    });
    const opened = { session, screen };
    this.#open.set(name, opened);
    session.stream.start();
    return opened;
  }

  get(name: string): OpenTerminal | undefined {
    return this.#open.get(name);
  }

  detach(name: string): void {
    const opened = this.#open.get(name);
    this.#open.delete(name);
    opened?.session.stream.close();
    opened?.screen.dispose();
  }

  dispose(): void {
    for (const name of [...this.#open.keys()]) this.detach(name);
  }
}
