import { requestJson } from '@/lib/api/client';
import type { Project } from '@/lib/api/types';

export function createProject(project: { name: string; template: string }): Promise<Project> {
  return requestJson('/api/projects', { method: 'POST', json: project });
}
