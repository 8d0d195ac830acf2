import { registerHooks } from 'node:module'

// Whoever asks for `electron` is given the stand-in.
const standIn = new URL('./standIn.mjs', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
