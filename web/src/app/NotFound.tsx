import { Link } from 'react-router';
import { Notice } from '@/components/Notice';
import { useTitle } from '@/lib/useTitle';

export function NotFound() {
  useTitle('Not found');
  return (
    <Notice page title="There is nothing at this address" action={<Link to="/">All projects</Link>}>
      The link may be old, or the page may belong to a project that was deleted.
    </Notice>
  );
}
