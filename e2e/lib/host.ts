import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';

export interface HostProcess {
  pid: number;
  uid: number;
  status: string;
}

/** The processes of this machine, as the host sees them, that have `marker` among their arguments. */
export async function processesWith(marker: string): Promise<HostProcess[]> {
  const found: HostProcess[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const words = (await readFile(`/proc/${name}/cmdline`, 'utf8')).split('\0');
      if (!words.includes(marker)) continue;
      const status = await readFile(`/proc/${name}/status`, 'utf8');
      found.push({ pid: Number(name), uid: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]), status });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** The account of a user id, or nothing when it is nobody's. */
export function accountOf(uid: number): Promise<string> {
  return new Promise((resolve) => {
    execFile('getent', ['passwd', String(uid)], (_error, stdout) => resolve(stdout.trim()));
  });
}

export function namespaceOf(pid: number | 'self', kind: string): Promise<string> {
  return readlink(`/proc/${pid}/ns/${kind}`);
}

export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
