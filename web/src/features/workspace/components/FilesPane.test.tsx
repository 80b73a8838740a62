import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TreeEntry } from '@/lib/api/types';
import { empty, FakeServer, json, problem } from '@/testing/FakeServer';
import { anEntry } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { Documents } from '../documents/Documents';
import { PlainBuffer } from '../documents/TextBuffer';
import { TreeStore } from '../tree/TreeStore';
import { FilesPane } from './FilesPane';

describe('FilesPane', () => {
  let server: FakeServer;
  let content: Record<string, TreeEntry[]>;
  let documents: Documents;

  const show = () => {
    documents = new Documents('hero', Promise.resolve((_path: string, text: string) => new PlainBuffer(text)));
    renderApp(<FilesPane projectId="hero" tree={new TreeStore('hero')} documents={documents} />);
  };
  const row = (name: string) => screen.findByRole('treeitem', { name });
  const listed = () => server.sent('GET /api/projects/hero/tree').map(({ query }) => query.get('path'));

  beforeEach(() => {
    content = { '': [anEntry('src', 'directory'), anEntry('README.md')], src: [anEntry('src/App.tsx')] };
    server = new FakeServer()
      .on('GET /api/projects/hero/tree', ({ query }) => {
        const path = query.get('path') ?? '';
        return json({ path, entries: content[path] ?? [], truncated: false });
      })
      .on('GET /api/projects/hero/files', () => new Response('', { headers: { etag: '"1"' } }))
      .on('POST /api/projects/hero/files/create', () => empty(201))
      .on('POST /api/projects/hero/files/rename', () => empty())
      .on('DELETE /api/projects/hero/files', () => empty());
  });

  it('listsAFolderWhenItIsUnfolded', async () => {
    show();
    await userEvent.click(await row('src'));
    expect(await row('App.tsx')).toHaveAttribute('aria-level', '2');
    expect(listed()).toEqual(['', 'src']);
  });

  it('opensAFile', async () => {
    show();
    await userEvent.click(await row('README.md'));
    expect(documents.store.getState().active).toBe('README.md');
  });

  it('isUsableWithTheKeyboard', async () => {
    show();
    await row('src');
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByRole('tree', { name: 'Files' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    await row('App.tsx');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(documents.store.getState().active).toBe('src/App.tsx');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'App.tsx' })).toBeNull());
  });

  it('createsAFileAndOpensIt', async () => {
    show();
    await row('src');
    await userEvent.click(screen.getByRole('button', { name: 'New file' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the new file' }), 'notes.txt{Enter}');
    await waitFor(() => expect(documents.store.getState().active).toBe('notes.txt'));
    expect(server.sent('POST /api/projects/hero/files/create')[0]?.body).toBe('{"path":"notes.txt","type":"file"}');
  });

  it('refusesANameThatExists', async () => {
    show();
    await row('src');
    await userEvent.click(screen.getByRole('button', { name: 'New folder' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the new folder' }), 'src{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('src exists already.');
    await userEvent.keyboard('{Escape}');
    expect(server.sent('POST /api/projects/hero/files/create')).toEqual([]);
  });

  it('renamesWithF2AndTakesTheOpenTabAlong', async () => {
    show();
    await userEvent.click(await row('README.md'));
    screen.getByRole('tree').focus();
    await userEvent.keyboard('{F2}');
    const field = screen.getByRole('textbox', { name: 'New name of README.md' });
    await userEvent.clear(field);
    await userEvent.type(field, 'NOTES.md{Enter}');
    await waitFor(() => expect(documents.store.getState().tabs).toEqual(['NOTES.md']));
    expect(server.sent('POST /api/projects/hero/files/rename')[0]?.body).toBe('{"from":"README.md","to":"NOTES.md"}');
  });

  it('deletesOnlyAfterAsking', async () => {
    show();
    await userEvent.click(await row('README.md'));
    screen.getByRole('tree').focus();
    await userEvent.keyboard('{Delete}');
    expect(server.sent('DELETE /api/projects/hero/files')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(server.sent('DELETE /api/projects/hero/files')).toHaveLength(1));
    await waitFor(() => expect(documents.store.getState().tabs).toEqual([]));
  });

  it('offersToTryAgainWhenAFolderCannotBeListed', async () => {
    let isBroken = true;
    server.on('GET /api/projects/hero/tree', () =>
      isBroken ? problem(500, 'internal', 'It broke.') : json({ path: '', entries: content[''], truncated: false }),
    );
    show();
    const retry = await screen.findByRole('button', { name: /Try again/ });
    isBroken = false;
    await userEvent.click(retry);
    await row('README.md');
  });
});
