import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { ActionName } from '@/lib/api/types';
import { startRun } from '../api/startRun';

export function useStartRun(projectId: string, onStarted: (runId: string) => void) {
  return useMutation({
    mutationFn: (action: ActionName) => startRun(projectId, action),
    onSuccess: (run) => onStarted(run.id),
    onError: (error) => toast.error(error.message),
  });
}
