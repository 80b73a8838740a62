import { PanelBottom, PanelLeft, PanelRight, Sprout } from 'lucide-react';
import { Link } from 'react-router';
import { useStore } from 'zustand';
import { IconButton } from '@/components/Button';
import button from '@/components/Button.module.css';
import { ActionButtons } from '@/features/run/components/ActionButtons';
import { Meters } from '@/features/sandbox/components/Meters';
import { SandboxControl } from '@/features/sandbox/components/SandboxControl';
import type { Project, Run, Sandbox } from '@/lib/api/types';
import { cx } from '@/lib/cx';
import { toggle } from './LayoutStore';
import { ProjectMenu } from './ProjectMenu';
import type { Workbench } from './Workbench';
import styles from './IdeHeader.module.css';

interface IdeHeaderProps {
  workbench: Workbench;
  project: Project;
  sandbox: Sandbox | undefined;
  runs: Run[];
  isNarrow: boolean;
}

export function IdeHeader({ workbench, project, sandbox, runs, isNarrow }: IdeHeaderProps) {
  const { layout, panel, projectId } = workbench;
  const onStarted = (runId: string) => {
    panel.showStarted(runId);
    layout.setState({ bottom: true, maximized: null, ...(isNarrow && { pane: 'terminal' as const }) });
  };
  return (
    <header className={styles.header}>
      <Link to="/" aria-label="All projects" title="All projects" className={cx(button.button, button.icon, styles.home)}>
        <Sprout size={18} aria-hidden />
      </Link>
      <h1 className="visually-hidden">{project.name}</h1>
      <ProjectMenu project={project} />
      <SandboxControl projectId={projectId} sandbox={sandbox} isCompact={isNarrow} />
      {!isNarrow && <Meters sandbox={sandbox} />}
      <span className={styles.grow} />
      <ActionButtons projectId={projectId} runs={runs} isNarrow={isNarrow} onStarted={onStarted} />
      {!isNarrow && <PaneToggles workbench={workbench} />}
    </header>
  );
}

function PaneToggles({ workbench: { layout } }: { workbench: Workbench }) {
  const { files, bottom, preview } = useStore(layout);
  return (
    <div className={styles.toggles} role="group" aria-label="Panes">
      <IconButton label="Files pane" hint="Ctrl B" aria-pressed={files} onClick={() => toggle(layout, 'files')}>
        <PanelLeft size={16} aria-hidden />
      </IconButton>
      <IconButton label="Bottom pane" hint="Ctrl J" aria-pressed={bottom} onClick={() => toggle(layout, 'bottom')}>
        <PanelBottom size={16} aria-hidden />
      </IconButton>
      <IconButton label="Preview pane" aria-pressed={preview} onClick={() => toggle(layout, 'preview')}>
        <PanelRight size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
