import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeServer } from '@/testing/FakeServer';
import { Documents } from './Documents';
import { DraftStore } from './DraftStore';
import { PlainBuffer } from './TextBuffer';

const buffers = Promise.resolve((_path: string, text: string) => new PlainBuffer(text));

async function opened(documents: Documents, path: string) {
  documents.open(path);
  await vi.waitFor(() => expect(documents.get(path)?.state.kind).toBe('text'));
}

describe('Documents', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer().on('GET /api/projects/hero/files', () => new Response('text', { headers: { etag: '"1"' } }));
  });

  it('opensAFileOnce', async () => {
    const documents = new Documents('hero', buffers);
    await opened(documents, 'a.ts');
    await opened(documents, 'b.ts');
    await opened(documents, 'a.ts');
    expect(documents.store.getState()).toMatchObject({ tabs: ['a.ts', 'b.ts'], active: 'a.ts' });
    expect(server.requests).toHaveLength(2);
  });

  it('activatesTheNeighbourOfAClosedTab', async () => {
    const documents = new Documents('hero', buffers);
    for (const path of ['a.ts', 'b.ts', 'c.ts']) await opened(documents, path);
    documents.close('c.ts');
    expect(documents.store.getState().active).toBe('b.ts');
    documents.close('b.ts');
    documents.close('a.ts');
    expect(documents.store.getState()).toEqual({ tabs: [], active: null, states: {} });
  });

  it('opensItsTabsAndDraftsAgain', async () => {
    const before = new Documents('hero', buffers);
    await opened(before, 'a.ts');
    await opened(before, 'b.ts');
    before.open('a.ts');
    new DraftStore('hero').keep('lost.ts', { text: 'unsaved', etag: null });
    const after = new Documents('hero', buffers);
    after.restore();
    expect(after.store.getState()).toMatchObject({ tabs: ['a.ts', 'b.ts', 'lost.ts'], active: 'a.ts' });
  });

  it('takesUnsavedTextAlongWhenAFolderIsRenamed', async () => {
    const documents = new Documents('hero', buffers);
    await opened(documents, 'src/a.ts');
    documents.get('src/a.ts')?.buffer?.replace('edited');
    documents.moved('src', 'lib');
    await vi.waitFor(() => expect(documents.isDirty('lib/a.ts')).toBe(true));
    expect(documents.store.getState()).toMatchObject({ tabs: ['lib/a.ts'], active: 'lib/a.ts' });
    expect(documents.get('lib/a.ts')?.buffer?.text()).toBe('edited');
  });

  it('tellsTheOpenFilesOfADeletedFolder', async () => {
    const documents = new Documents('hero', buffers);
    await opened(documents, 'src/a.ts');
    documents.filesChanged([{ kind: 'deleted', path: 'src', entry: 'directory' }]);
    expect(documents.get('src/a.ts')?.state).toMatchObject({ disk: { kind: 'deleted' } });
  });
});
