import type { PortalIndex, PortalLink } from '../shared/contract/portal.ts'
import type { At } from './accounts.ts'
import { rereadSession } from './changeKeyring.ts'
import type { OpenedIndex, SeenHere } from './keys.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'

type Place = { readonly link: PortalLink; readonly stored: PortalIndex }

/**
 * A link's index, opened with the session's keyring. Where it came by an invitation that this keyring has not heard of,
 * another device of the login redeemed it, or this one did and never got the answer: the keyring is read anew before
 * anything is said to be forged.
 * @returns the session as it then is
 */
export async function openLinkIndex(
  at: At,
  session: OpenSession,
  place: Place,
  here: SeenHere,
): Promise<{ readonly found: OpenedIndex; readonly session: OpenSession }> {
  const vault = await loadVault()
  const found = await vault.openIndex(session.keyring, at.clinicId, place, here)
  if (found.state !== 'forged' || !cameByAnother(place.stored, session)) return { found, session }
  const fresh = await rereadSession(at, session)
  if (!fresh) return { found, session }
  return { found: await vault.openIndex(fresh.keyring, at.clinicId, place, here), session: fresh }
}

function cameByAnother({ owner }: PortalIndex, { keyring }: OpenSession): boolean {
  return owner.kind === 'invitation' && !keyring.invitations.some(({ id }) => id === owner.id)
}
