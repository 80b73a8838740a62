import { useStore } from 'zustand';
import { treeRows } from '../tree/rows';
import type { TreeStore } from '../tree/TreeStore';
import { useFolders } from './useFolders';

export function useTreeRows(projectId: string, tree: TreeStore) {
  const expanded = useStore(tree.store, (state) => state.expanded);
  const edit = useStore(tree.store, (state) => state.edit);
  const folders = useFolders(projectId, expanded);
  return treeRows(folders, new Set(expanded), edit);
}
