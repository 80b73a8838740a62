import { socketUrl } from '@/lib/api/urls';
import { ByteStream } from '@/lib/net/ByteStream';
import { TerminalScreen } from '@/lib/screen/TerminalScreen';

export interface OpenLog {
  stream: ByteStream;
  screen: TerminalScreen;
}

/** The run logs that this page is reading. */
export class OpenLogs {
  readonly #open = new Map<string, OpenLog>();

  attach(runId: string, label: string): OpenLog {
    const existing = this.#open.get(runId);
    if (existing) return existing;
    const stream = new ByteStream((since) =>
      socketUrl(`/api/runs/${encodeURIComponent(runId)}/logs`, { since: String(since) }),
    );
    const opened = { stream, screen: new TerminalScreen(stream, label, null) };
    this.#open.set(runId, opened);
    stream.start();
    return opened;
  }

  get(runId: string): OpenLog | undefined {
    return this.#open.get(runId);
  }

  detach(runId: string): void {
    const opened = this.#open.get(runId);
    this.#open.delete(runId);
    opened?.stream.close();
    opened?.screen.dispose();
  }

  dispose(): void {
    for (const id of [...this.#open.keys()]) this.detach(id);
  }
}
