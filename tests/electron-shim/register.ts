/** `node --import`: from here on `electron` is the shim. */
import { registerHooks } from 'node:module'

const shim = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier) ? { url: shim, shortCircuit: true } : next(specifier, context),
})
