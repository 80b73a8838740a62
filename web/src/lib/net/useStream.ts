import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Notice } from '@/lib/api/types';
import type { ByteStream, StreamState } from './ByteStream';

export function useStreamState(stream: ByteStream): StreamState {
  return useSyncExternalStore(stream.states.subscribe, () => stream.state);
}

/** What the server last said beside the output; output makes it old news. */
export function useStreamNotice(stream: ByteStream): Notice | null {
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(
    () =>
      stream.events.subscribe((event) => {
        if (event.kind === 'notice') setNotice(event.notice);
        else if (event.kind === 'data') setNotice((current) => (current?.level === 'info' ? null : current));
      }),
    [stream],
  );
  return notice;
}
