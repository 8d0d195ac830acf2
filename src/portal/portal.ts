import { createContext, useContext } from 'react'
import type { PortalLogin } from '../shared/contract/portal.ts'
import type { ClinicProfile } from '../shared/contract/outbox.ts'
import type { RecordIndex } from '../shared/domain/recordIndex.ts'
import type { ClinicId } from '../shared/domain/ids.ts'
import type { Keyring } from '../shared/envelope/keyring.ts'
import type { PortalClient } from './api.ts'

export type OpenSession = {
  readonly kind: 'open'
  readonly login: PortalLogin
  /** Opens the keyring; in memory and in this tab's storage only. */
  readonly wrap: string
  readonly keyring: Keyring
}

export type Session =
  | OpenSession
  /** The cookie lives, the keys are gone: the password brings them back. */
  | { readonly kind: 'locked'; readonly login: PortalLogin; readonly isProven: boolean }
  | { readonly kind: 'signedOut'; readonly because: 'never' | 'time' | 'self' | 'removed' }

/** What every page needs: which clinic, who is signed in, and whom to ask. */
export type Portal = {
  readonly clinicId: ClinicId
  readonly client: PortalClient
  readonly profile: ClinicProfile
  readonly session: Session
  readonly setSession: (session: Session) => void
  /** The endpoint no longer knows the session (`SIGNED_OUT`); the keys go from this tab, and the page says why. */
  readonly endSession: () => void
  /** R11.5: what the clinic itself says of itself in these; it then stands in `profile` in place of the endpoint's word. */
  readonly noteClinic: (indexes: readonly RecordIndex[]) => void
  /** Whether this login holds more than one person (R5.3). */
  readonly isShared: boolean
  readonly noteHeld: (people: number) => void
  /** One sentence about what has just happened; the next page shows it. */
  readonly notice: string | null
  readonly setNotice: (notice: string | null) => void
}

export const PortalContext = createContext<Portal | null>(null)

export function usePortal(): Portal {
  const portal = useContext(PortalContext)
  if (!portal) throw new Error('Outside of the portal')
  return portal
}
