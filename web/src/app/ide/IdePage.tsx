import { useParams } from 'react-router';
import { loadBuffers } from '@/features/workspace/monaco/loadBuffers';
import { Ide } from './Ide';

// The editor is the largest part, so it is on its way before the project is known.
void loadBuffers();

export default function IdePage() {
  const { projectId = '' } = useParams();
  // Another project is another workbench, never the same one with other files in it.
  return <Ide key={projectId} projectId={projectId} />;
}
