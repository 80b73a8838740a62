import { requestJson } from '@/lib/api/client';
import type { Manifest } from '@/lib/api/types';
import { projectPath } from '@/lib/api/urls';

export function getManifest(projectId: string): Promise<Manifest> {
  return requestJson(projectPath(projectId, '/manifest'));
}
