import type { QueryClient } from '@tanstack/react-query';
import type { FileChange } from '@/lib/api/types';
import { isWithin, parentOf } from '@/lib/paths';
import { treeKey, treesKey } from '@/lib/queryKeys';

const WAIT_MS = 120;

/** Lists folders again after changes; a burst of changes is one listing per folder. */
export class TreeRefresher {
  readonly #queryClient: QueryClient;
  readonly #projectId: string;
  readonly #stale = new Set<string>();
  readonly #overflowed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queryClient: QueryClient, projectId: string) {
    this.#queryClient = queryClient;
    this.#projectId = projectId;
  }

  changed(changes: readonly FileChange[]): void {
    for (const { kind, path } of changes) if (kind !== 'modified') this.#stale.add(parentOf(path));
    if (this.#stale.size > 0) this.#flushSoon();
  }

  /** Everything under `folder` may have changed. */
  overflowed(folder: string): void {
    this.#overflowed.add(folder);
    this.#flushSoon();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.#flush(), WAIT_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const overflowed = [...this.#overflowed];
    this.#overflowed.clear();
    if (overflowed.length > 0) {
      void this.#queryClient.invalidateQueries({
        queryKey: treesKey(this.#projectId),
        predicate: ({ queryKey }) => overflowed.some((folder) => isWithin(String(queryKey[2]), folder)),
      });
    }
    for (const folder of this.#stale) {
      void this.#queryClient.invalidateQueries({ queryKey: treeKey(this.#projectId, folder), exact: true });
    }
    this.#stale.clear();
  }
}
