import type * as vault from './vault.ts'

export type Vault = typeof vault

let loading: Promise<Vault> | undefined

/** The keys' half of the portal, fetched once; a failed fetch is tried anew the next time. */
export function loadVault(): Promise<Vault> {
  loading ??= import('./vault.ts').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}
