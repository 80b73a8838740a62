import { useProject } from '@/features/project/hooks/useProject';
import { useRuns } from '@/features/run/hooks/useRuns';
import { useSandbox } from '@/features/sandbox/hooks/useSandbox';
import { NARROW, useMedia } from '@/lib/useMedia';
import { DesktopLayout } from './DesktopLayout';
import { IdeHeader } from './IdeHeader';
import { PhoneLayout } from './PhoneLayout';
import { StatusBar } from './StatusBar';
import { useConnectionWatch } from './useConnectionWatch';
import { useIdePanes } from './useIdePanes';
import { useLeaveGuard } from './useLeaveGuard';
import { useShortcuts } from './useShortcuts';
import type { Workbench } from './Workbench';
import styles from './IdeFrame.module.css';

export function IdeFrame({ workbench }: { workbench: Workbench }) {
  const { projectId } = workbench;
  const project = useProject(projectId).data;
  const sandbox = useSandbox(projectId);
  const runs = useRuns(projectId);
  const isNarrow = useMedia(NARROW);
  const panes = useIdePanes({ workbench, project, sandbox, runs, isNarrow });
  useShortcuts(workbench, isNarrow);
  useLeaveGuard(workbench);
  useConnectionWatch(workbench);
  if (!project) return null;

  return (
    <div className={styles.frame}>
      <IdeHeader workbench={workbench} project={project} sandbox={sandbox} runs={runs} isNarrow={isNarrow} />
      <main className={styles.main}>
        {isNarrow ? (
          <PhoneLayout layout={workbench.layout} panes={panes} />
        ) : (
          <DesktopLayout workbench={workbench} panes={panes} />
        )}
      </main>
      <StatusBar workbench={workbench} sandbox={sandbox} isNarrow={isNarrow} />
    </div>
  );
}
