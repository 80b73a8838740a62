import type { QueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { createStore } from 'zustand/vanilla';
import { projectKey } from '@/features/project/hooks/useProject';
import type { EventFrame, Notice, Port, Run, Sandbox } from '@/lib/api/types';
import { parentOf } from '@/lib/paths';
import { manifestKey, runsKey, sandboxKey } from '@/lib/queryKeys';
import type { Workbench } from './Workbench';

const MANIFEST_FILES = new Set(['vivarium.json', 'package.json', 'package-lock.json', 'requirements.txt']);

const LOST = { state: 'exited', cause: 'engine-lost' } as const;

/** Takes each report of the server to the part of the IDE that shows it. */
export class FrameRouter {
  readonly isDeleted = createStore(() => ({ value: false }));
  readonly #workbench: Workbench;
  readonly #queryClient: QueryClient;
  #isGreeted = false;

  constructor(workbench: Workbench, queryClient: QueryClient) {
    this.#workbench = workbench;
    this.#queryClient = queryClient;
  }

  route(frame: EventFrame): void {
    const { projectId, panel } = this.#workbench;
    switch (frame.type) {
      case 'hello':
        this.#sandbox(frame.sandbox);
        this.#runs(frame.runs);
        panel.restore(frame.runs, frame.terminals);
        if (this.#isGreeted) this.#cameBack();
        this.#isGreeted = true;
        return;
      case 'files':
        return this.#files(frame);
      case 'sandbox':
        return this.#sandbox(frame.sandbox);
      case 'ports':
        return this.#ports(frame.ports);
      case 'run':
        return this.#run(frame.run);
      case 'terminal':
        return panel.terminalChanged(frame.terminal);
      case 'notice':
        return showNotice(frame);
      case 'project':
        this.#queryClient.setQueryData(projectKey(projectId), frame.project);
        return;
      case 'deleted':
        this.isDeleted.setState({ value: true });
        return;
    }
  }

  /** What happened while there was no connection is not told again: look at everything that is shown. */
  #cameBack(): void {
    this.#workbench.refresher.overflowed('');
    this.#workbench.documents.reconnected();
    this.#refreshManifest();
  }

  #files(frame: Extract<EventFrame, { type: 'files' }>): void {
    const { documents, refresher } = this.#workbench;
    if (frame.overflow) {
      refresher.overflowed(frame.path);
      documents.filesOverflowed(frame.path);
      this.#refreshManifest();
      return;
    }
    refresher.changed(frame.changes);
    documents.filesChanged(frame.changes);
    const touchesManifest = frame.changes.some(({ path }) => parentOf(path) === '' && MANIFEST_FILES.has(path));
    if (touchesManifest) this.#refreshManifest();
  }

  #sandbox(sandbox: Sandbox): void {
    this.#queryClient.setQueryData(sandboxKey(this.#workbench.projectId), sandbox);
  }

  #ports(ports: Port[]): void {
    this.#queryClient.setQueryData<Sandbox>(
      sandboxKey(this.#workbench.projectId),
      (sandbox) => sandbox && { ...sandbox, ports },
    );
  }

  #runs(listed: Run[]): void {
    const ids = new Set(listed.map(({ id }) => id));
    this.#queryClient.setQueryData<Run[]>(runsKey(this.#workbench.projectId), (known = []) => {
      const unlisted = known.filter(({ id }) => !ids.has(id));
      // The server came back without it: whatever ran is not running any more.
      const ended = unlisted.map((run): Run => (run.state === 'running' ? { ...run, ...LOST } : run));
      return [...listed, ...ended];
    });
  }

  #run(run: Run): void {
    this.#queryClient.setQueryData<Run[]>(runsKey(this.#workbench.projectId), (runs = []) => [
      ...runs.filter(({ id }) => id !== run.id),
      run,
    ]);
    this.#workbench.panel.runChanged(run);
    if (run.state === 'exited' && run.action === 'install') this.#refreshManifest();
  }

  #refreshManifest(): void {
    void this.#queryClient.invalidateQueries({ queryKey: manifestKey(this.#workbench.projectId) });
  }
}

function showNotice({ level, message, code }: Notice): void {
  const show = { info: toast.info, warn: toast.warning, error: toast.error }[level];
  // The same notice again replaces the one that is still shown.
  show(message, { id: code });
}
