import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.VIVARIUM_URL ?? 'http://localhost:8080';
// The server compares Origin with its own address, so the development proxy speaks in the server's name.
const toServer = { target: server, changeOrigin: true, ws: true, headers: { origin: server } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { proxy: { '/api': toServer, '/auth': toServer, '/preview': toServer } },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The content security policy allows scripts from files only: no polyfill and no asset may be written inline.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Monaco's editor core and its TypeScript worker are this large by nature; both load with the IDE only.
    chunkSizeWarningLimit: 8000,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
