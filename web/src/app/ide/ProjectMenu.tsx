import { ChevronDown, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { Menu, MenuItem } from '@/components/Menu';
import { DeleteProjectDialog } from '@/features/project/components/DeleteProjectDialog';
import { RenameProjectDialog } from '@/features/project/components/RenameProjectDialog';
import type { Project } from '@/lib/api/types';
import styles from './ProjectMenu.module.css';

export function ProjectMenu({ project }: { project: Project }) {
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const navigate = useNavigate();
  const close = () => setDialog(null);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button className={styles.name} aria-label={`Project ${project.name}`}>
            <span>{project.name}</span>
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setDialog('rename')}>
          <Pencil size={14} aria-hidden />
          Rename…
        </MenuItem>
        <MenuItem danger onSelect={() => setDialog('delete')}>
          <Trash2 size={14} aria-hidden />
          Delete…
        </MenuItem>
      </Menu>
      {dialog === 'rename' && <RenameProjectDialog project={project} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteProjectDialog project={project} onClose={close} onDeleted={() => void navigate('/')} />
      )}
    </>
  );
}
