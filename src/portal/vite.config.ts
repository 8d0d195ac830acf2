import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * Builds the Patient Portal to static files that the endpoint serves: `index.html` for every path below `/c/`, the rest
 * under `/assets/`. Preact stands in for React, so that the desk renders the same views with React.
 */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  cacheDir: '../../node_modules/.vite/portal',
  resolve: {
    alias: {
      '@noble/post-quantum/hybrid.js': `${here}absentCurves.ts`,
      '@noble/curves/nist.js': `${here}absentCurves.ts`,
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
      react: 'preact/compat',
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  build: {
    outDir: '../../out/portal',
    emptyOutDir: true,
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    assetsDir: 'assets',
    // The Content-Security-Policy knows no `data:`; a font or picture is always a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: true,
  },
})
