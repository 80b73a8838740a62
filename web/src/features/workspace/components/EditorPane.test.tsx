import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { empty, FakeServer, problem } from '@/testing/FakeServer';
import { renderApp } from '@/testing/render';
import { Documents } from '../documents/Documents';
import { PlainBuffer } from '../documents/TextBuffer';
import { createEditorStatus } from '../editorStatus';
import { EditorPane } from './EditorPane';

const FILES = '/api/projects/hero/files';

describe('EditorPane', () => {
  let server: FakeServer;
  let disk: { content: string; etag: string };
  let documents: Documents;

  const show = async (path = 'a.ts') => {
    documents = new Documents('hero', Promise.resolve((_path: string, text: string) => new PlainBuffer(text)));
    renderApp(<EditorPane documents={documents} status={createEditorStatus()} maximizing={null} />);
    act(() => documents.open(path));
    return screen.findByRole('textbox', { name: `Editor: ${path}` });
  };

  beforeEach(() => {
    disk = { content: 'one', etag: '"1"' };
    server = new FakeServer()
      .on(`GET ${FILES}`, () => new Response(disk.content, { headers: { etag: disk.etag } }))
      .on(`PUT ${FILES}`, ({ headers, body }) => {
        if (headers.get('if-match') !== disk.etag) return problem(412, 'file-changed', 'The file has changed.');
        disk = { content: body, etag: '"new"' };
        return empty(204, { etag: disk.etag });
      });
  });

  it('marksATabWithUnsavedText', async () => {
    const editor = await show();
    await userEvent.type(editor, '!');
    expect(screen.getByRole('tab', { name: 'a.ts, unsaved' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(disk.content).toBe('one!'));
    expect(await screen.findByRole('tab', { name: 'a.ts' })).toBeInTheDocument();
  });

  it('offersTheChoicesOfAConflict', async () => {
    const editor = await show();
    await userEvent.type(editor, '!');
    disk = { content: 'theirs', etag: '"2"' };
    await act(() => documents.save('a.ts'));
    expect(screen.getByRole('alert')).toHaveTextContent('a.ts changed on disk');
    await userEvent.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await act(() => documents.save('a.ts'));
    await userEvent.click(screen.getByRole('button', { name: 'Load theirs' }));
    await waitFor(() => expect(editor).toHaveValue('theirs'));
  });

  it('saysThatASaveWaitsForAConnection', async () => {
    const editor = await show();
    await userEvent.type(editor, '!');
    server.isReachable = false;
    await act(() => documents.save('a.ts'));
    expect(screen.getByRole('alert')).toHaveTextContent('there is no connection');
    expect(editor).toHaveValue('one!');
  });

  it('asksBeforeItClosesUnsavedText', async () => {
    const editor = await show();
    await userEvent.type(editor, '!');
    await userEvent.click(screen.getByRole('button', { name: 'Close a.ts' }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(documents.store.getState().tabs).toEqual(['a.ts']);
    await userEvent.click(screen.getByRole('button', { name: 'Close a.ts' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(documents.store.getState().tabs).toEqual([]));
    expect(disk.content).toBe('one!');
  });

  it('saysWhenAFileDoesNotExist', async () => {
    server.on(`GET ${FILES}`, () => problem(404, 'file-not-found', 'There is no such file.'));
    documents = new Documents('hero', Promise.resolve((_path: string, text: string) => new PlainBuffer(text)));
    renderApp(<EditorPane documents={documents} status={createEditorStatus()} maximizing={null} />);
    act(() => documents.open('gone.ts'));
    await userEvent.click(await screen.findByRole('button', { name: 'Close this tab' }));
    expect(screen.getByText('No file is open')).toBeInTheDocument();
  });
});
