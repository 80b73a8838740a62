import { createStore, type StoreApi } from 'zustand/vanilla';
import { closeTerminal } from '@/features/terminal/api/closeTerminal';
import { nextTerminalName } from '@/features/terminal/names';
import { OpenTerminals } from '@/features/terminal/OpenTerminals';
import { OpenLogs } from '@/features/run/OpenLogs';
import { runTitle } from '@/features/run/words';
import { isStatus } from '@/lib/api/ApiError';
import type { Run, TerminalInfo } from '@/lib/api/types';

export type PanelTab =
  /** `generation` counts the shells that had this name. */
  { kind: 'terminal'; key: string; name: string; generation: number } | { kind: 'run'; key: string; runId: string };

export interface PanelState {
  tabs: PanelTab[];
  active: string | null;
  /** Grows whenever the active tab should take the keyboard. */
  focusRequests: number;
}

const terminalKey = (name: string) => `terminal:${name}`;
const runKey = (id: string) => `run:${id}`;

/** The bottom pane: terminals and run logs as tabs; a tab attaches when it is first shown. */
export class Panel {
  readonly store: StoreApi<PanelState> = createStore(() => ({ tabs: [], active: null, focusRequests: 0 }));
  readonly terminals: OpenTerminals;
  readonly logs = new OpenLogs();
  readonly #projectId: string;
  readonly #known = new Map<string, TerminalInfo>();
  readonly #runs = new Map<string, Run>();

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.terminals = new OpenTerminals(projectId);
  }

  /** Shows what the server has: its terminals, and the runs that are going on. */
  restore(runs: readonly Run[], terminals: readonly TerminalInfo[]): void {
    for (const run of runs) this.#runs.set(run.id, run);
    for (const terminal of terminals) {
      this.terminalChanged(terminal);
      this.#addTerminal(terminal.name);
    }
    for (const run of runs) if (run.state === 'running') this.#addRun(run.id);
    const { active, tabs } = this.store.getState();
    const last = tabs.at(-1);
    if (active === null && last) this.activate(last.key);
  }

  terminalChanged(terminal: TerminalInfo): void {
    const known = this.#known.get(terminal.name);
    this.#known.set(terminal.name, terminal);
    // The end of a shell whose tab was closed opens no tab again.
    if (!known && terminal.state === 'running') this.#addTerminal(terminal.name);
    if (known && known.createdAt !== terminal.createdAt) this.#renew(terminal.name);
  }

  /** A run that starts comes to the front; when it ends well, whatever it made way for does. */
  runChanged(run: Run): void {
    const isNew = !this.#runs.has(run.id);
    this.#runs.set(run.id, run);
    const key = runKey(run.id);
    if (isNew && run.state === 'running') this.showRun(run.id);
    if (run.state !== 'exited' || run.exitCode !== 0 || this.store.getState().active !== key) return;
    const next = [...this.#runs.values()].find((other) => other.state === 'running');
    if (next) this.showRun(next.id);
  }

  newTerminal(): void {
    const name = nextTerminalName([...this.#known.keys(), ...this.#names()]);
    this.#addTerminal(name);
    this.activate(terminalKey(name), true);
  }

  /** Shows a run that was asked for, or the installation that it waits for. */
  showStarted(id: string): void {
    this.#addRun(id);
    const first = [...this.#runs.values()].find((run) => run.action === 'install' && run.state === 'running');
    this.showRun(first?.id ?? id);
  }

  showRun(id: string): void {
    this.#addRun(id);
    this.activate(runKey(id));
  }

  /** A new shell in the place of one that has ended. */
  async restartTerminal(name: string): Promise<void> {
    const isFree = await this.#remove(name);
    const next = isFree ? name : nextTerminalName([...this.#known.keys(), ...this.#names()]);
    this.#replaceTab(name, next);
    this.activate(terminalKey(next), true);
  }

  activate(key: string, takesFocus = false): void {
    const tab = this.store.getState().tabs.find((candidate) => candidate.key === key);
    if (!tab) return;
    if (tab.kind === 'terminal') this.terminals.attach(tab.name, this.#oldBytes(tab.name));
    else this.logs.attach(tab.runId, runTitle(this.#runs.get(tab.runId) ?? { cmd: [] }));
    this.store.setState(({ focusRequests }) => ({
      active: key,
      focusRequests: takesFocus ? focusRequests + 1 : focusRequests,
    }));
  }

  /** Closing a terminal ends its shell; closing a run's tab leaves the run alone. */
  close(key: string): void {
    const { tabs, active } = this.store.getState();
    const index = tabs.findIndex((tab) => tab.key === key);
    const tab = tabs[index];
    if (!tab) return;
    const rest = tabs.filter((other) => other !== tab);
    const neighbour = rest[Math.min(index, rest.length - 1)]?.key ?? null;
    this.store.setState({ tabs: rest, active: active === key ? null : active });
    if (active === key && neighbour !== null) this.activate(neighbour);
    if (tab.kind === 'run') return this.logs.detach(tab.runId);
    this.terminals.detach(tab.name);
    void this.#remove(tab.name);
  }

  dispose(): void {
    this.terminals.dispose();
    this.logs.dispose();
    this.#known.clear();
    this.#runs.clear();
    this.store.setState({ tabs: [], active: null });
  }

  #names(): string[] {
    return this.store.getState().tabs.flatMap((tab) => (tab.kind === 'terminal' ? [tab.name] : []));
  }

  /** Somebody else started another shell under this name: what was shown belongs to the one before. */
  #renew(name: string): void {
    this.#replaceTab(name, name);
    if (this.store.getState().active === terminalKey(name)) this.activate(terminalKey(name));
  }

  #replaceTab(name: string, next: string): void {
    this.terminals.detach(name);
    this.store.setState(({ tabs }) => ({
      tabs: tabs.map((tab) =>
        tab.kind === 'terminal' && tab.name === name
          ? { kind: 'terminal', key: terminalKey(next), name: next, generation: tab.generation + 1 }
          : tab,
      ),
    }));
  }

  #oldBytes(name: string): number {
    const known = this.#known.get(name);
    return known ? (known.bytes ?? Infinity) : 0;
  }

  async #remove(name: string): Promise<boolean> {
    try {
      await closeTerminal(this.#projectId, name);
    } catch (error) {
      if (!isStatus(error, 404)) return false;
    }
    this.#known.delete(name);
    return true;
  }

  #addTerminal(name: string): void {
    this.#add({ kind: 'terminal', key: terminalKey(name), name, generation: 0 });
  }

  #addRun(runId: string): void {
    this.#add({ kind: 'run', key: runKey(runId), runId });
  }

  #add(tab: PanelTab): void {
    this.store.setState(({ tabs }) => (tabs.some(({ key }) => key === tab.key) ? {} : { tabs: [...tabs, tab] }));
  }
}
