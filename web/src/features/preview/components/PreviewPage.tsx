import { ArrowLeft } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { useTitle } from '@/lib/useTitle';
import { previewAddress } from '../address';
import { PreviewFrame } from './PreviewFrame';
import styles from './PreviewPage.module.css';

/** The preview alone, with nothing but the way back. */
export default function PreviewPage() {
  const { projectId = '' } = useParams();
  useTitle(`Preview of ${projectId}`);
  return (
    <main className={styles.page}>
      <Link to={`/p/${projectId}`} className={styles.back}>
        <ArrowLeft size={14} aria-hidden />
        {projectId}
      </Link>
      <div className={styles.content}>
        <PreviewFrame address={previewAddress(projectId, '/', null)} isPhone={false} />
      </div>
    </main>
  );
}
