import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { IconButton } from '@/components/Button';
import { Menu, MenuItem } from '@/components/Menu';
import { StateDot } from '@/components/StateDot';
import type { Project } from '@/lib/api/types';
import { formatAgo } from '@/lib/format';
import { sandboxText, sandboxTone } from '@/lib/words';
import { useTemplates } from '../hooks/useTemplates';
import { DeleteProjectDialog } from './DeleteProjectDialog';
import { RenameProjectDialog } from './RenameProjectDialog';
import styles from './ProjectCard.module.css';

export function ProjectCard({ project }: { project: Project }) {
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const templates = useTemplates();
  const kind = templates.data?.find((template) => template.id === project.template)?.title ?? project.stack;

  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <Link className={styles.link} to={`/p/${project.id}`}>
          {project.name}
        </Link>
        <Menu trigger={<IconButton label={`Actions for ${project.name}`} className={styles.menu}>
          <EllipsisVertical size={16} aria-hidden />
        </IconButton>}>
          <MenuItem onSelect={() => setDialog('rename')}>
            <Pencil size={14} aria-hidden />
            Rename…
          </MenuItem>
          <MenuItem danger onSelect={() => setDialog('delete')}>
            <Trash2 size={14} aria-hidden />
            Delete…
          </MenuItem>
        </Menu>
      </div>
      <div className={styles.kind}>
        {kind} · {formatAgo(project.updatedAt)}
      </div>
      <div className={styles.state}>
        <StateDot tone={sandboxTone(project.sandbox)} />
        {sandboxText(project.sandbox)}
      </div>
      {dialog === 'rename' && <RenameProjectDialog project={project} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteProjectDialog project={project} onClose={() => setDialog(null)} />}
    </li>
  );
}
