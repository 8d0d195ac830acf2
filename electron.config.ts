import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Left outside the bundles: what Electron and Node bring, and the addon, which is a file of its own. */
const external = ['electron', 'better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/** `electron-vite build --config electron.config.ts`: main, core and preload to `out/`; the pages are built there by Vite. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: `${root}src/main/electron/main.ts`,
          core: `${root}src/main/electron/core.ts`,
          openingWorker: `${root}src/main/core/opening/openingWorker.ts`,
        },
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: `${root}src/main/electron/preload.ts` },
        external: ['electron'],
        // A sandboxed preload is CommonJS, in one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
})
