import { requestJson } from '@/lib/api/client';
import type { Project } from '@/lib/api/types';

export function listProjects(signal: AbortSignal): Promise<Project[]> {
  return requestJson('/api/projects', { signal });
}
