import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/lib/api/ApiError';

/** An answer is an answer; only a missing one is worth asking for again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) => failures < 5 && (!(error instanceof ApiError) || error.status === 503),
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
