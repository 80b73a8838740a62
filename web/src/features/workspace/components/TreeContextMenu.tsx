import { ContextMenu } from 'radix-ui';
import menu from '@/components/Menu.module.css';
import type { TreeEntry } from '@/lib/api/types';
import { cx } from '@/lib/cx';
import { parentOf } from '@/lib/paths';
import type { TreeStore } from '../tree/TreeStore';

interface TreeContextMenuProps {
  entry: TreeEntry | null;
  tree: TreeStore;
  onDelete: (entry: TreeEntry) => void;
}

export function TreeContextMenu({ entry, tree, onDelete }: TreeContextMenuProps) {
  const parent = entry === null ? '' : entry.type === 'directory' ? entry.path : parentOf(entry.path);
  return (
    <ContextMenu.Portal>
      <ContextMenu.Content
        className={menu.menu}
        collisionPadding={8}
        // The focus belongs to the name field that a choice may have opened.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <ContextMenu.Item
          className={menu.item}
          onSelect={() => tree.startEdit({ kind: 'create', parent, type: 'file' })}
        >
          New file
        </ContextMenu.Item>
        <ContextMenu.Item
          className={menu.item}
          onSelect={() => tree.startEdit({ kind: 'create', parent, type: 'directory' })}
        >
          New folder
        </ContextMenu.Item>
        {entry && (
          <>
            <ContextMenu.Item
              className={menu.item}
              onSelect={() => tree.startEdit({ kind: 'rename', path: entry.path })}
            >
              Rename
            </ContextMenu.Item>
            <ContextMenu.Item className={cx(menu.item, menu.danger)} onSelect={() => onDelete(entry)}>
              Delete
            </ContextMenu.Item>
          </>
        )}
      </ContextMenu.Content>
    </ContextMenu.Portal>
  );
}
