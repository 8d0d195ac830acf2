import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { noScript, shell } from './words/en/shell.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What stands in the page before any script runs, or without one: the catalogue's English. */
const firstWords: Plugin = {
  name: 'first-words',
  transformIndexHtml: (html) => html.replace('{product}', shell.product).replace('{noScript}', noScript),
}

/**
 * Builds the Patient Portal to static files that the endpoint serves: `index.html` for every path below `/c/`, the rest
 * under `/assets/`. Preact stands in for React, so that the desk renders the same views with React.
 */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  plugins: [firstWords],
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
