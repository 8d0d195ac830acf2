import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { aboutPlugin } from '../../build/aboutPlugin.ts'

/**
 * The desk's pages, as static files for both hosts (`app://` and the browser host). Run from the repository's root:
 * `vite build --config src/renderer/vite.config.ts`. Absolute addresses, because `/workspace/<id>` is served the same
 * index.html. Nothing inline and no data: script, so that `script-src 'self'` holds.
 */
export default defineConfig({
  root: 'src/renderer/entry',
  base: '/',
  plugins: [react(), aboutPlugin(fileURLToPath(new URL('../..', import.meta.url)))],
  resolve: {
    alias: [{ find: /^temporal-polyfill$/, replacement: fileURLToPath(new URL('entry/temporal.ts', import.meta.url)) }],
  },
  // What decodes files is in scripts of its own, which a worker loads when it is asked for them.
  worker: { format: 'es' },
  assetsInclude: ['**/*.pfb'],
  build: {
    outDir: '../../../out/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
})
