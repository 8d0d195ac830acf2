import type * as vault from './vault.ts'

export type Vault = typeof vault

/** The pages of whoever is signed in. They show what was opened, so they are there whenever a session is open. */
export const loadSignedInPages = () => import('./pages/SignedInPages.tsx')

let loading: Promise<Vault> | undefined

/** The keys' half of the portal and what it opens, fetched once; a failed fetch is tried anew the next time. */
export function loadVault(): Promise<Vault> {
  loading ??= Promise.all([import('./vault.ts'), loadSignedInPages()]).then(
    ([vault]) => vault,
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}
