import { ConfirmDialog } from '@/components/ConfirmDialog';
import type { Project } from '@/lib/api/types';
import { useDeleteProject } from '../hooks/useDeleteProject';

interface DeleteProjectDialogProps {
  project: Project;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteProjectDialog({ project, onClose, onDeleted }: DeleteProjectDialogProps) {
  const remove = useDeleteProject(project.id);
  return (
    <ConfirmDialog
      title={`Delete ${project.name}?`}
      description="Its files are deleted and its sandbox is stopped. This cannot be undone."
      action={remove.isPending ? 'Deleting…' : 'Delete project'}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted ?? onClose })}
      onClose={onClose}
    />
  );
}
