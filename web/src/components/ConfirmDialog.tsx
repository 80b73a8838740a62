import type { ReactNode } from 'react';
import { Button } from './Button';
import { Dialog, DialogFooter } from './Dialog';
import { InlineError } from './InlineError';

interface ConfirmDialogProps {
  title: string;
  description: ReactNode;
  action: string;
  busy?: boolean;
  error?: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({ title, description, action, busy, error, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <InlineError error={error} />
      <DialogFooter>
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button look="danger" disabled={busy} onClick={onConfirm}>
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
