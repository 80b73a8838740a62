import { requestJson } from '@/lib/api/client';
import type { Sandbox } from '@/lib/api/types';
import { projectPath } from '@/lib/api/urls';

export function getSandbox(projectId: string): Promise<Sandbox> {
  return requestJson(projectPath(projectId, '/sandbox'));
}
