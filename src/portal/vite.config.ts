import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { bookPage } from '../../build/bookPage.ts'
import { noScript, shell } from './words/en/shell.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What stands in the page before any script runs, or without one: the catalogue's English. */
const firstWords: Plugin = {
  name: 'first-words',
  transformIndexHtml: (html) => html.replace('{product}', shell.product).replace('{noScript}', noScript),
}

/**
 * Builds the Patient Portal to static files that the endpoint serves: `index.html` for every path below `/c/`, `book.html` where one books, the rest
 * under `/assets/`. Preact stands in for React, so that the desk renders the same views with React.
 */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: 'public',
  plugins: [firstWords, bookPage],
  cacheDir: '../../node_modules/.vite/portal',
  resolve: {
    alias: [
      { find: '@noble/post-quantum/hybrid.js', replacement: `${here}absentCurves.ts` },
      { find: '@noble/curves/nist.js', replacement: `${here}absentCurves.ts` },
      { find: 'react-dom/client', replacement: 'preact/compat/client' },
      { find: 'react-dom', replacement: 'preact/compat' },
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
      { find: 'react/jsx-dev-runtime', replacement: 'preact/jsx-dev-runtime' },
      { find: 'react', replacement: 'preact/compat' },
      { find: /^zod$/, replacement: `${here}jitless.ts` },
    ],
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
