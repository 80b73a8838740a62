import { requestJson } from '@/lib/api/client';
import type { TreeListing } from '@/lib/api/types';
import { projectPath } from '@/lib/api/urls';

export function listTree(projectId: string, path: string): Promise<TreeListing> {
  return requestJson(projectPath(projectId, '/tree', { path, depth: '1' }));
}
