import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { messageOf } from '@/lib/api/ApiError';
import { isWithin, join, parentOf } from '@/lib/paths';
import { treeKey } from '@/lib/queryKeys';
import { createEntry } from '../api/createEntry';
import { deleteEntry } from '../api/deleteEntry';
import { renameEntry } from '../api/renameEntry';
import type { Documents } from '../documents/Documents';
import type { TreeStore } from '../tree/TreeStore';

/** What the file tree can do to the workspace; what fails is told, and the listing shows what is true. */
export function useTreeActions(projectId: string, tree: TreeStore, documents: Documents) {
  const queryClient = useQueryClient();
  const relist = (folder: string) => queryClient.invalidateQueries({ queryKey: treeKey(projectId, folder), exact: true });

  const attempt = async (action: () => Promise<void>) => {
    try {
      await action();
    } catch (error) {
      toast.error(messageOf(error));
    }
  };

  return {
    create: (parent: string, name: string, type: 'file' | 'directory') =>
      attempt(async () => {
        const path = join(parent, name);
        await createEntry(projectId, path, type);
        await relist(parent);
        tree.reveal(path);
        if (type === 'file') documents.open(path);
      }),
    rename: (path: string, name: string) =>
      attempt(async () => {
        const to = join(parentOf(path), name);
        await renameEntry(projectId, path, to);
        documents.moved(path, to);
        tree.moved(path, to);
        await relist(parentOf(path));
        tree.reveal(to);
      }),
    remove: (path: string) =>
      attempt(async () => {
        await deleteEntry(projectId, path);
        tree.removed(path);
        for (const tab of documents.store.getState().tabs) {
          // Unsaved text outlives its file.
          if (isWithin(tab, path) && !documents.isDirty(tab)) documents.close(tab);
        }
        await relist(parentOf(path));
      }),
  };
}
