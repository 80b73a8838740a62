import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { formatBytes } from '@/lib/format';
import { MONO_FONT, monoFontLoaded } from '@/lib/monoFont';
import type { ByteStream, StreamEvent } from '@/lib/net/ByteStream';
import { isForProgram } from './keys';
import { isTerminalReply } from './replies';
import { screenTheme } from './theme';

export interface ScreenInput {
  type: (text: string) => void;
  typeBinary: (bytes: string) => void;
  resize: (cols: number, rows: number) => void;
  /** Output before this offset is old: questions in it were answered then. */
  replayUntil: number;
}

/**
 * A terminal's screen. It lives as long as its stream and not as its place in the page,
 * so that a hidden or moved pane keeps its text, selection and scroll position.
 */
export class TerminalScreen {
  readonly #stream: ByteStream;
  readonly #label: string;
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #element = document.createElement('div');
  readonly #stops: (() => void)[] = [];
  readonly #input: ScreenInput | null;
  #isOpened = false;
  /** Offset up to which the stream has been drawn. */
  #drawn = 0;
  #replayUntil: number;

  constructor(stream: ByteStream, label: string, input: ScreenInput | null) {
    this.#stream = stream;
    this.#label = label;
    this.#input = input;
    this.#replayUntil = input?.replayUntil ?? 0;
    this.#terminal = new Terminal({
      fontFamily: 'monospace',
      fontSize: 13,
      lineHeight: 1.25,
      theme: screenTheme(),
      scrollback: 10_000,
      disableStdin: input === null,
      cursorBlink: false,
      cursorInactiveStyle: input === null ? 'none' : 'outline',
      convertEol: input === null,
      screenReaderMode: false,
    });
    this.#element.style.height = '100%';
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(new WebLinksAddon((_event, uri) => window.open(uri, '_blank', 'noopener')));
    this.#terminal.attachCustomKeyEventHandler((event) => isForProgram(event, this.#terminal));
    this.#stops.push(stream.events.subscribe((event) => this.#show(event)));
    const theme = new MutationObserver(() => (this.#terminal.options.theme = screenTheme()));
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    this.#stops.push(() => theme.disconnect());
    if (input) this.#listen(input);
    void monoFontLoaded().then(() => {
      this.#terminal.options.fontFamily = MONO_FONT;
      this.#resize();
    });
  }

  mount(container: HTMLElement): () => void {
    container.append(this.#element);
    if (!this.#isOpened) {
      this.#isOpened = true;
      this.#terminal.open(this.#element);
      this.#terminal.textarea?.setAttribute('aria-label', this.#label);
    }
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(container);
    this.#resize();
    return () => {
      observer.disconnect();
      this.#element.remove();
    };
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** The text on the screen and above it; for tests and screen readers. */
  text(): string {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: buffer.length }, (_, row) => buffer.getLine(row)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd();
  }

  dispose(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#terminal.dispose();
    this.#element.remove();
  }

  #listen(input: ScreenInput): void {
    // Where it is not known how much is old, a first key says that a person looks at something new.
    this.#terminal.onKey(() => (this.#replayUntil = 0));
    this.#terminal.onData((data) => {
      if (this.#drawn < this.#replayUntil && isTerminalReply(data)) return;
      input.type(data);
    });
    this.#terminal.onBinary((data) => input.typeBinary(data));
    this.#terminal.onResize(({ cols, rows }) => input.resize(cols, rows));
  }

  #resize(): void {
    // A hidden pane has no size; the terminal keeps the one it had.
    if (this.#element.clientWidth === 0 || this.#element.clientHeight === 0) return;
    this.#fit.fit();
    this.#input?.resize(this.#terminal.cols, this.#terminal.rows);
  }

  #show(event: StreamEvent): void {
    switch (event.kind) {
      case 'data':
        this.#terminal.write(event.bytes, () => {
          this.#drawn = event.end;
          this.#stream.consumed(event.end);
        });
        return;
      case 'gap':
        this.#terminal.write(`\r\n\x1b[2m[${formatBytes(event.to - event.from)} of older output are not kept]\x1b[0m\r\n`);
        return;
      case 'reset':
        this.#drawn = 0;
        this.#terminal.reset();
        return;
      case 'notice':
        return;
    }
  }
}
