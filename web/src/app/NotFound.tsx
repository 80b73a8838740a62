import { LinkButton } from '@/components/LinkButton';
import { Notice } from '@/components/Notice';
import { useTitle } from '@/lib/useTitle';

export function NotFound() {
  useTitle('Not found');
  return (
    <Notice page title="There is nothing at this address" action={<LinkButton to="/">All projects</LinkButton>}>
      The link may be old, or the page may belong to a project that was deleted.
    </Notice>
  );
}
