import { requestJson } from '@/lib/api/client';
import type { Project } from '@/lib/api/types';
import { projectPath } from '@/lib/api/urls';

export function getProject(id: string): Promise<Project> {
  return requestJson(projectPath(id));
}
