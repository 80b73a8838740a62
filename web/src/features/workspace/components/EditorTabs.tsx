import { Save } from 'lucide-react';
import { IconButton } from '@/components/Button';
import { MaximizeButton, type Maximizing } from '@/components/MaximizeButton';
import { TabBar, type TabItem } from '@/components/TabBar';
import { nameOf, parentOf } from '@/lib/paths';
import { isDirty, type DocumentState } from '../documents/DocumentState';

interface EditorTabsProps {
  tabs: string[];
  active: string | null;
  states: Record<string, DocumentState>;
  onActivate: (path: string) => void;
  onClose: (path: string) => void;
  onSave: (path: string) => void;
  maximizing: Maximizing | null;
}

export function EditorTabs({ tabs, active, states, onActivate, onClose, onSave, maximizing }: EditorTabsProps) {
  const items = tabs.map((path): TabItem => {
    const name = nameOf(path);
    const isAmbiguous = tabs.some((other) => other !== path && nameOf(other) === name);
    return {
      key: path,
      label: isAmbiguous ? `${name} · ${parentOf(path) || '/'}` : name,
      title: path,
      isDirty: isDirty(states[path]),
      closeLabel: `Close ${name}`,
    };
  });
  const isUnsaved = active !== null && isDirty(states[active]);
  return (
    <TabBar label="Open files" items={items} active={active} onActivate={onActivate} onClose={onClose}>
      {isUnsaved && (
        <IconButton label="Save" hint="Ctrl S" onClick={() => onSave(active)}>
          <Save size={16} aria-hidden />
        </IconButton>
      )}
      <MaximizeButton what="editor" maximizing={maximizing} />
    </TabBar>
  );
}
