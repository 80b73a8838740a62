import { Plus, SquareTerminal } from 'lucide-react';
import { useStore } from 'zustand';
import { Button, IconButton } from '@/components/Button';
import { MaximizeButton, type Maximizing } from '@/components/MaximizeButton';
import { Notice } from '@/components/Notice';
import { Skeleton } from '@/components/Skeleton';
import { StateDot } from '@/components/StateDot';
import { TabBar, type TabItem } from '@/components/TabBar';
import { RunPane } from '@/features/run/components/RunPane';
import { RunAgain } from '@/features/run/components/RunAgain';
import { hasFailed, runBadge, runTitle } from '@/features/run/words';
import { TerminalPane } from '@/features/terminal/components/TerminalPane';
import { terminalTitle } from '@/features/terminal/names';
import type { Run } from '@/lib/api/types';
import { endedText } from '@/lib/words';
import type { PanelTab } from './Panel';
import type { Workbench } from './Workbench';
import styles from './BottomPane.module.css';

interface BottomPaneProps {
  workbench: Workbench;
  runs: Run[];
  maximizing: Maximizing | null;
  onStarted: (runId: string) => void;
}

export function BottomPane({ workbench, runs, maximizing, onStarted }: BottomPaneProps) {
  const { panel } = workbench;
  const { tabs, active } = useStore(panel.store);
  const tab = tabs.find(({ key }) => key === active);

  return (
    <section className={styles.pane} aria-label="Terminals and runs">
      <TabBar
        label="Terminals and runs"
        items={tabs.map((item) => tabItem(item, runs))}
        active={active}
        onActivate={(key) => panel.activate(key, true)}
        onClose={(key) => panel.close(key)}
      >
        <IconButton label="New terminal" className={styles.add} onClick={() => panel.newTerminal()}>
          <Plus size={16} aria-hidden />
        </IconButton>
        <MaximizeButton what="terminals" maximizing={maximizing} />
      </TabBar>
      <div className={styles.content}>
        {tab ? (
          <TabContent key={tab.kind === 'terminal' ? `${tab.key} ${tab.generation}` : tab.key} {...{ workbench, tab, runs, onStarted }} />
        ) : (
          <Notice
            icon={<SquareTerminal aria-hidden />}
            title="No terminal is open"
            action={
              <Button look="line" onClick={() => panel.newTerminal()}>
                Open a terminal
              </Button>
            }
          >
            A terminal starts the sandbox when it is asleep.
          </Notice>
        )}
      </div>
    </section>
  );
}

type TabContentProps = Omit<BottomPaneProps, 'maximizing'> & { tab: PanelTab };

function tabItem(tab: PanelTab, runs: Run[]): TabItem {
  if (tab.kind === 'terminal') {
    const title = terminalTitle(tab.name);
    return { key: tab.key, label: title, closeLabel: `Close ${title}` };
  }
  const run = runs.find(({ id }) => id === tab.runId);
  const title = run ? runTitle(run) : 'Run';
  if (!run) return { key: tab.key, label: title, closeLabel: `Close ${title}` };
  return {
    key: tab.key,
    label: title,
    name: `${title}, ${run.state === 'running' ? 'running' : endedText(run)}`,
    lead: <StateDot tone={run.state === 'running' ? 'on' : hasFailed(run) ? 'bad' : 'off'} />,
    trail: runBadge(run),
    closeLabel: `Close ${title}`,
  };
}

function TabContent({ workbench, tab, runs, onStarted }: TabContentProps) {
  const { panel, projectId } = workbench;
  const focusRequests = useStore(panel.store, (state) => state.focusRequests);
  if (tab.kind === 'terminal') {
    const terminal = panel.terminals.get(tab.name);
    if (!terminal) return null;
    return (
      <TerminalPane
        terminal={terminal}
        focusRequests={focusRequests}
        onRestart={() => void panel.restartTerminal(tab.name)}
      />
    );
  }
  const log = panel.logs.get(tab.runId);
  const run = runs.find(({ id }) => id === tab.runId);
  if (!log || !run) return <Skeleton label="Loading the run" rows={3} />;
  return (
    <RunPane
      run={run}
      log={log}
      again={run.action ? <RunAgain projectId={projectId} action={run.action} onStarted={onStarted} /> : null}
    />
  );
}
