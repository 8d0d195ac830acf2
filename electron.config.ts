import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import rendererConfig from './src/renderer/vite.config.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Left outside the bundles: what Electron and Node bring, and the addon, which is a file of its own. */
const external = ['electron', 'better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/** `electron-vite build --config electron.config.ts`: main, core and preload to `out/`, beside the built pages. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        input: { main: `${root}src/main/electron/main.ts`, core: `${root}src/main/electron/core.ts` },
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
  renderer: {
    ...rendererConfig,
    build: {
      ...rendererConfig.build,
      outDir: 'out/renderer',
      rollupOptions: { input: `${root}src/renderer/entry/index.html` },
    },
  },
})
