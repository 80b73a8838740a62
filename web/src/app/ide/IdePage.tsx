import { useParams } from 'react-router';
import { Ide } from './Ide';

export default function IdePage() {
  const { projectId = '' } = useParams();
  // Another project is another workbench, never the same one with other files in it.
  return <Ide key={projectId} projectId={projectId} />;
}
