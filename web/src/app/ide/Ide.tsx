import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import { LinkButton } from '@/components/LinkButton';
import { Notice } from '@/components/Notice';
import { useProject } from '@/features/project/hooks/useProject';
import { isStatus } from '@/lib/api/ApiError';
import { useTitle } from '@/lib/useTitle';
import { IdeSkeleton } from '../IdeSkeleton';
import { IdeFrame } from './IdeFrame';
import { Workbench } from './Workbench';

export function Ide({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  useTitle(project.data?.name ?? projectId);

  if (project.data) return <OpenIde projectId={projectId} />;
  if (!project.isError) return <IdeSkeleton />;
  if (isStatus(project.error, 404)) {
    return (
      <Notice page title="This project does not exist" action={<LinkButton to="/">All projects</LinkButton>}>
        It may have been deleted, or the link may be wrong.
      </Notice>
    );
  }
  return (
    <Notice
      page
      alert
      title="The project could not be opened"
      action={
        <Button look="primary" onClick={() => void project.refetch()}>
          Try again
        </Button>
      }
    >
      {project.error.message}
    </Notice>
  );
}

function OpenIde({ projectId }: { projectId: string }) {
  const queryClient = useQueryClient();
  const [workbench] = useState(() => new Workbench(projectId, queryClient));
  const isDeleted = useStore(workbench.router.isDeleted, (state) => state.value);
  useEffect(() => {
    workbench.start();
    return () => workbench.stop();
  }, [workbench]);

  if (!isDeleted) return <IdeFrame workbench={workbench} />;
  return (
    <Notice page title="This project was deleted" action={<LinkButton to="/">All projects</LinkButton>}>
      Its files are gone and its sandbox was stopped.
    </Notice>
  );
}
