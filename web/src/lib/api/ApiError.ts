/** RFC 9457 problem document, as far as the interface reads it. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string;
  [member: string]: unknown;
}

export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** The request never got an answer: no connection, or the server is away. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached. Check that Vivarium is running.', { cause });
    this.name = 'ConnectionError';
  }
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
