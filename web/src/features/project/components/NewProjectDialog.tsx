import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { Dialog, DialogFooter } from '@/components/Dialog';
import { InlineError } from '@/components/InlineError';
import { TextField } from '@/components/TextField';
import { useCreateProject } from '../hooks/useCreateProject';
import { useTemplates } from '../hooks/useTemplates';
import { suggestName } from '../suggestName';
import { TemplateCards } from './TemplateCards';
import styles from './NewProjectDialog.module.css';

export function NewProjectDialog({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const templates = useTemplates();
  const create = useCreateProject();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typedName, setTypedName] = useState<string | null>(null);
  const template =
    templates.data?.find(({ id }) => id === chosen) ?? templates.data?.find(({ available }) => available);
  const name = typedName ?? (template ? suggestName(template.id, taken) : '');

  const submit = () => {
    if (!template) return;
    create.mutate(
      { name: name.trim(), template: template.id },
      { onSuccess: (project) => void navigate(`/p/${project.id}`) },
    );
  };

  return (
    <Dialog title="New project" wide onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TemplateCards templates={templates} selected={template?.id ?? null} onSelect={setChosen} />
        <TextField
          label="Name"
          required
          value={name}
          onChange={(event) => setTypedName(event.target.value)}
          aria-invalid={create.isError}
        />
        <InlineError error={create.error} />
        <DialogFooter note={template && `Creates ${template.files} files. Nothing is installed until you say so.`}>
          <Button look="line" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={!template || name.trim() === '' || create.isPending}>
            {create.isPending ? 'Creating…' : 'Create'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
