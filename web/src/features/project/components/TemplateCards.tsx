import type { UseQueryResult } from '@tanstack/react-query';
import { RadioGroup } from 'radix-ui';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { Skeleton } from '@/components/Skeleton';
import type { Template } from '@/lib/api/types';
import styles from './TemplateCards.module.css';

interface TemplateCardsProps {
  templates: UseQueryResult<Template[]>;
  selected: string | null;
  onSelect: (id: string) => void;
}

export function TemplateCards({ templates, selected, onSelect }: TemplateCardsProps) {
  if (templates.isPending) return <Skeleton label="Loading the templates" rows={2} height={52} />;
  if (templates.isError) {
    return (
      <Notice
        alert
        title="The templates could not be listed"
        action={<Button look="line" onClick={() => void templates.refetch()}>Try again</Button>}
      >
        {templates.error.message}
      </Notice>
    );
  }
  return (
    <RadioGroup.Root className={styles.cards} aria-label="Template" value={selected} onValueChange={onSelect}>
      {templates.data.map((template) => (
        <RadioGroup.Item
          key={template.id}
          value={template.id}
          data-template={template.id}
          disabled={!template.available}
          className={styles.card}
          aria-label={template.title}
          aria-description={template.reason ?? template.description}
        >
          <b>{template.title}</b>
          <span>{template.available ? template.description : (template.reason ?? 'Not available here.')}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
