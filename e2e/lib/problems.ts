import { expect } from '@playwright/test';
import type { Reply } from './http.ts';

/** The answer is the refusal that we expect: an RFC 9457 problem with our code, that says something to a person. */
export function expectProblem(reply: Reply, status: number, code: string): Record<string, unknown> {
  expect(`${reply.status} ${reply.text()}`).toContain(`${status} `);
  expect(reply.header('content-type')).toContain('application/problem+json');
  const problem = reply.json<Record<string, unknown>>();
  expect(problem).toMatchObject({ type: 'about:blank', status, code });
  expect(String(problem.detail).length).toBeGreaterThan(10);
  return problem;
}
