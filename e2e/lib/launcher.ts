import { execFile } from 'node:child_process';
import { environment } from './environment.ts';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The caller's environment without what would lead the launcher to the instance under test. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VIVARIUM')));
}

/** `./vivarium …`, without a terminal. */
export function vivarium(words: string[], extra: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env: { ...plainEnvironment(), ...extra }, timeout: 120_000 };
    const child = execFile(environment.launcher, words, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}
