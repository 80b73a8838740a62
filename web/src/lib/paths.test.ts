import { describe, expect, it } from 'vitest';
import { isWithin, join, movedPath, nameOf, nameProblem, parentOf } from './paths';

describe('workspace paths', () => {
  it('splitsAndJoins', () => {
    expect(parentOf('src/app/App.tsx')).toBe('src/app');
    expect(parentOf('README.md')).toBe('');
    expect(nameOf('src/App.tsx')).toBe('App.tsx');
    expect(join('', 'a')).toBe('a');
    expect(join('src', 'a')).toBe('src/a');
  });

  it('knowsWhatLiesInAFolder', () => {
    expect(isWithin('src/a', 'src')).toBe(true);
    expect(isWithin('src2/a', 'src')).toBe(false);
    expect(isWithin('anything', '')).toBe(true);
    expect(movedPath('src/a/b', 'src/a', 'lib')).toBe('lib/b');
  });

  it.each(['', '.', '..', 'a//b', '../a'])('refusesTheName %j', (name) => expect(nameProblem(name, [])).not.toBeNull());

  it('refusesANameThatIsTaken', () => {
    expect(nameProblem('a.ts', ['a.ts'])).toBe('a.ts exists already.');
    expect(nameProblem('b.ts', ['a.ts'])).toBeNull();
  });
});
