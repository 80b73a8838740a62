import { Button } from '@/components/Button';
import { Dialog, DialogFooter } from '@/components/Dialog';
import { nameOf } from '@/lib/paths';
import type { Documents } from '../documents/Documents';

interface CloseDialogProps {
  documents: Documents;
  path: string;
  onClose: () => void;
}

export function CloseDialog({ documents, path, onClose }: CloseDialogProps) {
  const discard = () => {
    documents.close(path);
    onClose();
  };
  const save = async () => {
    await documents.save(path);
    // When it could not be saved, the tab stays and says why.
    if (!documents.isDirty(path)) documents.close(path);
    onClose();
  };
  return (
    <Dialog
      title={`Save ${nameOf(path)} before closing?`}
      description="Its changes are lost if they are not saved."
      onClose={onClose}
    >
      <DialogFooter>
        <Button look="danger" onClick={discard}>
          Do not save
        </Button>
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button look="primary" autoFocus onClick={() => void save()}>
          Save
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
