import { useQueries } from '@tanstack/react-query';
import { treeKey } from '@/lib/queryKeys';
import { listTree } from '../api/listTree';
import type { Folder } from '../tree/rows';

/** The content of the root and of every unfolded folder. */
export function useFolders(projectId: string, expanded: readonly string[]): ReadonlyMap<string, Folder> {
  const paths = ['', ...expanded];
  const queries = useQueries({
    queries: paths.map((path) => ({
      queryKey: treeKey(projectId, path),
      queryFn: () => listTree(projectId, path),
      // File events say when a listing is out of date.
      staleTime: 60_000,
    })),
  });
  return new Map(
    paths.map((path, index) => {
      const query = queries[index];
      return [path, { listing: query?.data, error: query?.error ?? null }];
    }),
  );
}
