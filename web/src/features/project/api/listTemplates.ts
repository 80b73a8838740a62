import { requestJson } from '@/lib/api/client';
import type { Template } from '@/lib/api/types';

export function listTemplates(): Promise<Template[]> {
  return requestJson('/api/templates');
}
