import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { empty, FakeServer, problem } from '@/testing/FakeServer';
import { DraftStore } from './DraftStore';
import type { TextState } from './DocumentState';
import { PlainBuffer } from './TextBuffer';
import { TextDocument } from './TextDocument';

const FILES = '/api/projects/hero/files';

describe('TextDocument', () => {
  let server: FakeServer;
  let disk: { content: BodyInit; etag: string } | null;
  let drafts: DraftStore;

  const open = async (path = 'src/App.tsx') => {
    const document = new TextDocument(path, {
      projectId: 'hero',
      drafts,
      buffers: Promise.resolve((_path: string, text: string) => new PlainBuffer(text)),
      onState: () => undefined,
    });
    await document.load();
    return document;
  };
  const edit = (document: TextDocument, text: string) => document.buffer?.replace(text);
  const text = (document: TextDocument) => document.state as TextState;

  beforeEach(() => {
    vi.useFakeTimers();
    drafts = new DraftStore('hero');
    disk = { content: 'one', etag: '"1"' };
    server = new FakeServer()
      .on(`GET ${FILES}`, () =>
        disk
          ? new Response(disk.content, { headers: { etag: disk.etag } })
          : problem(404, 'file-not-found', 'There is no such file.'),
      )
      .on(`PUT ${FILES}`, ({ headers, body }) => {
        const expected = headers.get('if-match');
        const isStale = expected === null ? disk !== null : expected !== disk?.etag;
        if (isStale) return problem(412, 'file-changed', 'The file has changed.');
        disk = { content: body, etag: `"${body}"` };
        return empty(204, { etag: disk.etag });
      });
  });
  afterEach(() => vi.useRealTimers());

  it('savesOverTheVersionThatWasOpened', async () => {
    const document = await open();
    edit(document, 'two');
    expect(text(document).isDirty).toBe(true);
    await document.save();
    expect(server.sent(`PUT ${FILES}`)[0]?.headers.get('if-match')).toBe('"1"');
    expect(disk?.content).toBe('two');
    expect(text(document).isDirty).toBe(false);
  });

  it('staysDirtyWhenMoreWasTypedDuringTheSave', async () => {
    const document = await open();
    edit(document, 'two');
    const saving = document.save();
    edit(document, 'three');
    await saving;
    expect(disk?.content).toBe('two');
    expect(text(document).isDirty).toBe(true);
  });

  it('neverOverwritesAVersionItHasNotSeen', async () => {
    const document = await open();
    edit(document, 'mine');
    disk = { content: 'theirs', etag: '"2"' };
    await document.save();
    expect(disk.content).toBe('theirs');
    expect(text(document).disk).toEqual({ kind: 'changed', etag: '"2"', isDismissed: false });
    expect(document.buffer?.text()).toBe('mine');
  });

  it('overwritesTheirsOnlyWhenTold', async () => {
    const document = await open();
    edit(document, 'mine');
    disk = { content: 'theirs', etag: '"2"' };
    await document.save();
    await document.overwrite();
    expect(disk.content).toBe('mine');
    expect(text(document)).toMatchObject({ isDirty: false, disk: { kind: 'same' } });
  });

  it('doesNotOverwriteWhatChangedAgainAfterTheChoiceWasShown', async () => {
    const document = await open();
    edit(document, 'mine');
    disk = { content: 'theirs', etag: '"2"' };
    await document.save();
    disk = { content: 'theirs again', etag: '"3"' };
    await document.overwrite();
    expect(disk.content).toBe('theirs again');
    expect(text(document).disk).toMatchObject({ kind: 'changed', etag: '"3"' });
  });

  it('loadsTheirsAndForgetsTheDraft', async () => {
    const document = await open();
    edit(document, 'mine');
    document.keepNow();
    disk = { content: 'theirs', etag: '"2"' };
    await document.revert();
    expect(document.buffer?.text()).toBe('theirs');
    expect(text(document).isDirty).toBe(false);
    expect(drafts.read('src/App.tsx')).toBeNull();
  });

  it('followsTheDiskWhileNothingIsUnsaved', async () => {
    const document = await open();
    disk = { content: 'theirs', etag: '"2"' };
    await document.checkDisk();
    expect(document.buffer?.text()).toBe('theirs');
    expect(text(document)).toMatchObject({ isDirty: false, disk: { kind: 'same' } });
  });

  it('tellsAChangeOnDiskAndKeepsTheEdits', async () => {
    const document = await open();
    edit(document, 'mine');
    disk = { content: 'theirs', etag: '"2"' };
    await document.checkDisk();
    expect(document.buffer?.text()).toBe('mine');
    expect(text(document).disk.kind).toBe('changed');
  });

  it('isSavedWhenTheDiskHasTheSameText', async () => {
    const document = await open();
    edit(document, 'both');
    disk = { content: 'both', etag: '"2"' };
    await document.checkDisk();
    expect(text(document)).toMatchObject({ isDirty: false, disk: { kind: 'same' } });
  });

  it('keepsTheTextOfADeletedFileAndCreatesItAgain', async () => {
    const document = await open();
    edit(document, 'mine');
    disk = null;
    document.fileDeleted();
    expect(text(document).disk.kind).toBe('deleted');
    await document.save();
    expect(server.sent(`PUT ${FILES}`)[0]?.headers.get('if-none-match')).toBe('*');
    expect(disk).toMatchObject({ content: 'mine' });
  });

  it('savesOnceTheConnectionIsBack', async () => {
    const document = await open();
    edit(document, 'mine');
    server.isReachable = false;
    await document.save();
    expect(text(document)).toMatchObject({ isDirty: true, save: { kind: 'waiting' } });
    server.isReachable = true;
    document.reconnected();
    await vi.waitFor(() => expect(text(document).save.kind).toBe('idle'));
    expect(disk?.content).toBe('mine');
  });

  it('restoresUnsavedTextAfterTheTabDied', async () => {
    const before = await open();
    edit(before, 'unsaved');
    vi.advanceTimersByTime(1_000);
    const after = await open();
    expect(after.buffer?.text()).toBe('unsaved');
    expect(text(after)).toMatchObject({ isDirty: true, disk: { kind: 'same' } });
  });

  it('saysThatTheFileChangedUnderARestoredDraft', async () => {
    drafts.keep('src/App.tsx', { text: 'unsaved', etag: '"0"' });
    const document = await open();
    expect(document.buffer?.text()).toBe('unsaved');
    expect(text(document).disk).toMatchObject({ kind: 'changed', etag: '"1"' });
  });

  it('restoresUnsavedTextOfAFileThatIsGone', async () => {
    drafts.keep('src/App.tsx', { text: 'unsaved', etag: '"0"' });
    disk = null;
    const document = await open();
    expect(document.buffer?.text()).toBe('unsaved');
    expect(text(document).disk.kind).toBe('deleted');
  });

  it('saysWhenTheBrowserHasNoRoomForTheDraft', async () => {
    const document = await open();
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    edit(document, 'mine');
    vi.advanceTimersByTime(1_000);
    expect(text(document).isKept).toBe(false);
    vi.restoreAllMocks();
  });

  it('namesWhatIsNotText', async () => {
    disk = { content: new Uint8Array([0, 1, 2]), etag: '"1"' };
    expect((await open('data.bin')).state).toMatchObject({ kind: 'opaque', what: 'binary', size: 3 });
    expect((await open('logo.png')).state).toMatchObject({ kind: 'opaque', what: 'image', size: 3 });
    disk = { content: 'x'.repeat(3 * 1024 * 1024), etag: '"1"' };
    expect((await open('big.txt')).state).toMatchObject({ kind: 'opaque', what: 'large' });
  });

  it('keepsAByteOrderMark', async () => {
    disk = { content: '\uFEFFone', etag: '"1"' };
    const document = await open();
    expect(document.buffer?.text()).toBe('\uFEFFone');
  });
});
