import type { Plugin } from 'vite'
import { ownVersion, shippedPackages } from './shippedPackages.ts'

const NAME = 'virtual:about'

/** What Settings, About says, as a module of the pages (`src/renderer/about.d.ts`): made while they are built. */
export function aboutPlugin(root: string): Plugin {
  return {
    name: 'anteroom-about',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null
      const packages = shippedPackages(root)
      return [
        `export const version = ${JSON.stringify(ownVersion(root))}`,
        `export const packages = ${JSON.stringify(packages)}`,
      ].join('\n')
    },
  }
}
