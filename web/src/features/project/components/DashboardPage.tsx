import { Plus, Sprout } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { useTitle } from '@/lib/useTitle';
import { useProjects } from '../hooks/useProjects';
import { NewProjectDialog } from './NewProjectDialog';
import { ProjectList } from './ProjectList';
import styles from './DashboardPage.module.css';

export function DashboardPage() {
  useTitle('Projects');
  const [creating, setCreating] = useState(false);
  const [search, setSearch] = useState('');
  const projects = useProjects();
  const running = projects.data?.filter((project) => project.sandbox.state === 'running').length ?? 0;

  return (
    <>
      <header className={styles.header}>
        <Sprout size={18} className={styles.mark} aria-hidden />
        <b>Vivarium</b>
        {running > 0 && (
          <span className={styles.summary}>
            {running} {running === 1 ? 'sandbox' : 'sandboxes'} running
          </span>
        )}
      </header>
      <main className={styles.main}>
        <div className={styles.bar}>
          <h1>Projects</h1>
          <input
            type="search"
            className={styles.find}
            aria-label="Find a project"
            placeholder="Find a project…"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button look="primary" onClick={() => setCreating(true)}>
            <Plus size={16} aria-hidden />
            New project
          </Button>
        </div>
        <ProjectList projects={projects} search={search} onCreate={() => setCreating(true)} />
      </main>
      {creating && (
        <NewProjectDialog
          taken={projects.data?.map((project) => project.name) ?? []}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
