import { expect, it } from 'vitest';
import { tokenIn } from './tokenIn';

it('findsTheTokenInALink', () => {
  expect(tokenIn('http://localhost:8080/auth?token=abc-123')).toBe('abc-123');
  expect(tokenIn('  abc-123\n')).toBe('abc-123');
});
