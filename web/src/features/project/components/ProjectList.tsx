import type { UseQueryResult } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import type { Project } from '@/lib/api/types';
import { ProjectCard } from './ProjectCard';
import styles from './ProjectList.module.css';

interface ProjectListProps {
  projects: UseQueryResult<Project[]>;
  search: string;
  onCreate: () => void;
}

export function ProjectList({ projects, search, onCreate }: ProjectListProps) {
  if (projects.data) return <Cards projects={projects.data} search={search} onCreate={onCreate} />;
  if (!projects.isError) return <Loading />;
  return (
    <Notice
      alert
      title="The projects could not be listed"
      action={
        <Button look="primary" onClick={() => void projects.refetch()}>
          Try again
        </Button>
      }
    >
      {projects.error.message}
    </Notice>
  );
}

function Cards({ projects, search, onCreate }: { projects: Project[]; search: string; onCreate: () => void }) {
  if (projects.length === 0) {
    return (
      <Notice
        icon={<FolderPlus aria-hidden />}
        title="No project yet"
        action={
          <Button look="primary" onClick={onCreate}>
            Start from a template
          </Button>
        }
      >
        A project is a folder of files with a sandbox of its own to run them in.
      </Notice>
    );
  }
  const wanted = search.trim().toLowerCase();
  const found = projects
    .filter((project) => `${project.name} ${project.stack} ${project.template}`.toLowerCase().includes(wanted))
    .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  if (found.length === 0) return <Notice title={`No project matches “${search.trim()}”`} />;
  return (
    <ul className={styles.grid} aria-label="Projects">
      {found.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </ul>
  );
}

function Loading() {
  return (
    <div className={styles.grid} role="status" aria-label="Loading the projects">
      {[0, 1, 2].map((card) => (
        <div key={card} className={styles.placeholder} />
      ))}
    </div>
  );
}
