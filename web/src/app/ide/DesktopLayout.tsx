import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { safeStorage } from '@/lib/storage';
import type { Pane } from './LayoutStore';
import type { Workbench } from './Workbench';
import styles from './DesktopLayout.module.css';

interface DesktopLayoutProps {
  workbench: Workbench;
  panes: Record<Pane, ReactNode>;
}

/** Files | (editor | preview) over terminals; sizes are remembered for every set of shown panes. */
export function DesktopLayout({ workbench, panes }: DesktopLayoutProps) {
  const { files, preview, bottom, maximized } = useStore(workbench.layout);
  const sizes = (group: string, panelIds: string[]) => ({
    id: `vivarium:${workbench.projectId}:${group}`,
    panelIds,
    storage: safeStorage,
  });
  const outer = useDefaultLayout(sizes('outer', files ? ['files', 'work'] : ['work']));
  const work = useDefaultLayout(sizes('work', bottom ? ['top', 'bottom'] : ['top']));
  const top = useDefaultLayout(sizes('top', preview ? ['editor', 'preview'] : ['editor']));

  if (maximized) return panes[maximized];
  return (
    <Group orientation="horizontal" className={styles.group} {...outer}>
      {files && (
        <>
          <Panel id="files" defaultSize={220} minSize={140} groupResizeBehavior="preserve-pixel-size">
            {panes.files}
          </Panel>
          <Separator className={styles.vertical} aria-label="Resize files" />
        </>
      )}
      <Panel id="work" minSize={320}>
        <Group orientation="vertical" className={styles.group} {...work}>
          <Panel id="top" minSize={120}>
            <Group orientation="horizontal" className={styles.group} {...top}>
              <Panel id="editor" minSize={200}>
                {panes.editor}
              </Panel>
              {preview && (
                <>
                  <Separator className={styles.vertical} aria-label="Resize preview" />
                  <Panel id="preview" defaultSize="47%" minSize={200}>
                    {panes.preview}
                  </Panel>
                </>
              )}
            </Group>
          </Panel>
          {bottom && (
            <>
              <Separator className={styles.horizontal} aria-label="Resize terminals" />
              <Panel id="bottom" defaultSize={240} minSize={90} groupResizeBehavior="preserve-pixel-size">
                {panes.terminal}
              </Panel>
            </>
          )}
        </Group>
      </Panel>
    </Group>
  );
}
