import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { PreviewPane } from '@/features/preview/components/PreviewPane';
import { StartDevButton } from '@/features/run/components/StartDevButton';
import { EditorPane } from '@/features/workspace/components/EditorPane';
import { FilesPane } from '@/features/workspace/components/FilesPane';
import type { Project, Run, Sandbox } from '@/lib/api/types';
import { BottomPane } from './BottomPane';
import { toggleMaximized, type Pane } from './LayoutStore';
import type { Workbench } from './Workbench';

interface IdePanesInput {
  workbench: Workbench;
  project: Project | undefined;
  sandbox: Sandbox | undefined;
  runs: Run[];
  isNarrow: boolean;
}

/** The content of each pane, wherever a layout puts it. */
export function useIdePanes({ workbench, project, sandbox, runs, isNarrow }: IdePanesInput): Record<Pane, ReactNode> {
  const { projectId, tree, documents, editorStatus, preview, layout, panel } = workbench;
  const maximized = useStore(layout, (state) => state.maximized);
  const maximizing = (pane: 'editor' | 'preview' | 'terminal') =>
    isNarrow ? null : { isMaximized: maximized === pane, toggle: () => toggleMaximized(layout, pane) };
  const isDevRunning = runs.some((run) => run.action === 'dev' && run.state === 'running');
  const onStarted = (runId: string) => {
    panel.showStarted(runId);
    layout.setState({ bottom: true, maximized: null, ...(isNarrow && { pane: 'terminal' as const }) });
  };
  return {
    files: (
      <FilesPane
        projectId={projectId}
        tree={tree}
        documents={documents}
        onOpen={() => layout.setState({ pane: 'editor' })}
      />
    ),
    editor: <EditorPane documents={documents} status={editorStatus} maximizing={maximizing('editor')} />,
    preview: (
      <PreviewPane
        projectId={projectId}
        previewUrl={project?.previewUrl ?? ''}
        sandbox={sandbox}
        store={preview}
        maximizing={maximizing('preview')}
        isStarting={isDevRunning}
        startAction={<StartDevButton projectId={projectId} onStarted={onStarted} />}
      />
    ),
    terminal: (
      <BottomPane workbench={workbench} runs={runs} maximizing={maximizing('terminal')} onStarted={onStarted} />
    ),
  };
}
