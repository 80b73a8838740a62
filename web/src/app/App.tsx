import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Toaster } from 'sonner';
import { DashboardPage } from '@/features/project/components/DashboardPage';
import { RequireSession } from '@/features/session/components/RequireSession';
import { ErrorBoundary } from './ErrorBoundary';
import { IdeSkeleton } from './IdeSkeleton';
import { NotFound } from './NotFound';
import { createQueryClient } from './queryClient';
import styles from './App.module.css';

const loadIde = () => import('./ide/IdePage');
const IdePage = lazy(loadIde);
const PreviewPage = lazy(() => import('@/features/preview/components/PreviewPage'));

// A page that opens at a project needs the IDE in any case: it loads while the session is still being asked for.
if (window.location.pathname.startsWith('/p/')) void loadIde().catch(() => undefined);

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <RequireSession>
          <BrowserRouter>
            <Suspense fallback={<IdeSkeleton />}>
              <Routes>
                <Route path="/" element={<DashboardPage />} />
                <Route path="/p/:projectId" element={<IdePage />} />
                <Route path="/p/:projectId/preview" element={<PreviewPage />} />
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Suspense>
          </BrowserRouter>
        </RequireSession>
        <Toaster position="bottom-right" offset={{ bottom: 72, right: 16 }} toastOptions={{ className: styles.toast ?? '' }} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
