import type { ProjectEvents } from './ProjectEvents';

const REPORT_EVERY_MS = 60_000;
const USES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Tells the server whether the page is looked at and used, which is what keeps a sandbox awake. */
export class Presence {
  readonly #events: ProjectEvents;
  readonly #stops: (() => void)[] = [];
  // Opening the page is a use of it.
  #used = true;
  #reportedAt = 0;

  constructor(events: ProjectEvents) {
    this.#events = events;
  }

  start(): void {
    const onVisibility = () => this.#report();
    document.addEventListener('visibilitychange', onVisibility);
    this.#stops.push(() => document.removeEventListener('visibilitychange', onVisibility));
    for (const use of USES) {
      window.addEventListener(use, this.#onUse, { passive: true, capture: true });
      this.#stops.push(() => window.removeEventListener(use, this.#onUse, { capture: true }));
    }
    this.#stops.push(
      this.#events.connectionChanges.subscribe((connection) => {
        if (connection.kind === 'open') this.#report();
      }),
    );
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  readonly #onUse = (): void => {
    this.#used = true;
    if (Date.now() - this.#reportedAt >= REPORT_EVERY_MS) this.#report();
  };

  #report(): void {
    const visible = document.visibilityState === 'visible';
    if (!this.#events.reportPresence(visible, this.#used)) return;
    this.#used = false;
    this.#reportedAt = Date.now();
  }
}
