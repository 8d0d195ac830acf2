import type { InvitationLook } from '../shared/contract/portal.ts'
import type { DeadBecause } from '../shared/domain/invitations.ts'
import type { At } from './accounts.ts'
import { takeFragment } from './tab.ts'
import { troubleOf, type Trouble } from './trouble.ts'

/** An invitation that still opens something, with its own keys. */
export type OpenLink = {
  readonly identity: string
  readonly token: string
  readonly look: Extract<InvitationLook, { state: 'open' }>
}

/** Of an invitation that opens nothing. */
export type DeadLook = {
  readonly because: DeadBecause
  readonly endedAt: string | null
  /** R4.2: takes its one extra day; null where there is none to take. */
  readonly takeDay: (() => Promise<void>) | null
}

/** What stands behind a link, as far as the endpoint knows it: nothing has been opened yet. */
export type Looked =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | ({ readonly kind: 'dead' } & DeadLook)
  | { readonly kind: 'open'; readonly link: OpenLink }

export type Looking = { readonly fragment: string | null; readonly looked: Promise<Looked> }

/** R4.3: takes the fragment out of the address bar and asks for its invitation; that spends nothing. */
export function beginLook(at: At): Looking {
  return lookAgain(at, takeFragment(at.clinicId))
}

/** @param fragment as {@link beginLook} took it */
export function lookAgain(at: At, fragment: string | null): Looking {
  return { fragment, looked: look(at, fragment) }
}

async function look({ client, clinicId }: At, fragment: string | null): Promise<Looked> {
  try {
    const { extraDayMac, fromFragment, redeemToken } = await import('../shared/envelope/secrets.ts')
    const identity = fragment === null ? null : fromFragment(fragment)
    if (!identity) return { kind: 'incomplete' }
    const token = redeemToken(identity)
    const looked = await client.invitation.look({ clinicId, token })
    if (looked.state === 'dead') {
      const mac = extraDayMac(identity, clinicId)
      return { kind: 'dead', ...deadLook(looked, () => client.invitation.takeDay({ clinicId, token, mac })) }
    }
    return { kind: 'open', link: { identity, token, look: looked } }
  } catch (error) {
    return { kind: 'trouble', trouble: troubleOf(error) }
  }
}

export function deadLook(
  { because, endedAt, canTakeDay }: Extract<InvitationLook, { state: 'dead' }>,
  takeDay: () => Promise<unknown>,
): DeadLook {
  return { because, endedAt, takeDay: canTakeDay ? async () => void (await takeDay()) : null }
}
