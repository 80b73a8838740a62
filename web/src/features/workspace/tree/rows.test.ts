import { describe, expect, it } from 'vitest';
import { anEntry } from '@/testing/fixtures';
import { folderFor, neighbour, treeRows, type Folder } from './rows';

const listing = (path: string, ...entries: ReturnType<typeof anEntry>[]): [string, Folder] => [
  path,
  { listing: { path, entries, truncated: false }, error: null },
];
const folders = new Map([
  listing('', anEntry('src', 'directory'), anEntry('a.ts')),
  listing('src', anEntry('src/App.tsx')),
]);

describe('treeRows', () => {
  it('showsOnlyWhatIsUnfolded', () => {
    expect(treeRows(folders, new Set(), null).map(({ key }) => key)).toEqual(['src', 'a.ts']);
    expect(treeRows(folders, new Set(['src']), null).map(({ key, depth }) => [key, depth])).toEqual([
      ['src', 0],
      ['src/App.tsx', 1],
      ['a.ts', 0],
    ]);
  });

  it('showsThatAFolderIsLoadingOrFailed', () => {
    const unknown = new Map([listing('', anEntry('src', 'directory'))]);
    expect(treeRows(unknown, new Set(['src']), null)[1]).toMatchObject({ kind: 'loading', depth: 1 });
    unknown.set('src', { listing: undefined, error: new Error('no connection') });
    expect(treeRows(unknown, new Set(['src']), null)[1]).toMatchObject({ kind: 'error', message: 'no connection' });
  });

  it('putsANewNameIntoItsFolder', () => {
    const rows = treeRows(folders, new Set(['src']), { kind: 'create', parent: 'src', type: 'file' });
    expect(rows[1]).toMatchObject({ kind: 'create', depth: 1, siblings: ['App.tsx'] });
  });

  it('movesBetweenEntriesAndStopsAtTheEnds', () => {
    const rows = treeRows(folders, new Set(['src']), null);
    expect(neighbour(rows, null, 1)).toBe('src');
    expect(neighbour(rows, 'src', 1)).toBe('src/App.tsx');
    expect(neighbour(rows, 'a.ts', 1)).toBe('a.ts');
    expect(neighbour(rows, 'src', -1)).toBe('src');
  });

  it('makesNewFilesWhereTheFocusIs', () => {
    const rows = treeRows(folders, new Set(['src']), null);
    expect(folderFor(rows, 'src')).toBe('src');
    expect(folderFor(rows, 'src/App.tsx')).toBe('src');
    expect(folderFor(rows, 'a.ts')).toBe('');
    expect(folderFor(rows, null)).toBe('');
  });
});
