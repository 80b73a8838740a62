import { useState } from 'react';
import { Button } from '@/components/Button';
import { Dialog, DialogFooter } from '@/components/Dialog';
import { InlineError } from '@/components/InlineError';
import { TextField } from '@/components/TextField';
import type { Project } from '@/lib/api/types';
import { useRenameProject } from '../hooks/useRenameProject';

export function RenameProjectDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const [name, setName] = useState(project.name);
  const rename = useRenameProject(project.id);
  const isUnchanged = name.trim() === '' || name.trim() === project.name;
  return (
    <Dialog title="Rename project" description="Its address and its files stay as they are." onClose={onClose}>
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(name.trim(), { onSuccess: onClose });
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <InlineError error={rename.error} />
        <DialogFooter>
          <Button look="line" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={isUnchanged || rename.isPending}>
            Rename
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
