/** Workspace paths: relative, separated by slashes, the root is the empty string. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function join(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

export function movedPath(path: string, from: string, to: string): string {
  return path === from ? to : to + path.slice(from.length);
}

/** Says what is wrong with a name for a file or folder, or nothing. */
export function nameProblem(name: string, siblings: readonly string[]): string | null {
  if (name === '') return 'A name is needed.';
  if (name === '.' || name === '..' || name.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    return 'This is not a name a file can have.';
  }
  if (siblings.includes(name)) return `${name} exists already.`;
  return null;
}
