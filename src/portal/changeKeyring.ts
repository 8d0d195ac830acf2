import type { Keyring } from '../shared/envelope/keyring.ts'
import { reopenSession, type At } from './accounts.ts'
import type { ShownIndex } from './keys.ts'
import { loadVault } from './loadVault.ts'
import type { OpenSession } from './portal.ts'
import { isCode } from './trouble.ts'

/** Another device may be faster a few times; who is never let through has another trouble. */
const TRIES = 4

type StoredChange = { readonly keyring: string; readonly keyringToken: string; readonly seenRevision: number }
type Change<Stored> = {
  readonly make: (keyring: Keyring) => Keyring
  /** What seals it from then on, where that is another key: of another password. */
  readonly wrap?: string
  /** Rejects with `KEYRING_MOVED` where another device was faster: the change is then made anew, of what it left. */
  readonly store: (change: StoredChange) => Promise<Stored>
}

/**
 * Changes the keyring at the endpoint and in this session, over nobody else's change.
 * @throws EnvelopeError, TamperedError as `openKeyring` does, and whatever `store` rejects with
 */
export async function changeKeyring<Stored extends { readonly keyringRevision: number }>(
  at: At,
  session: OpenSession,
  { make, wrap: newWrap, store }: Change<Stored>,
): Promise<{ readonly session: OpenSession; readonly stored: Stored }> {
  const vault = await loadVault()
  let current = session
  for (let tries = 1; ; tries += 1) {
    const { keyring, login, wrap } = current
    const changed = { ...make(keyring), counter: keyring.counter + 1 }
    const sealed = await vault.sealKeyring(changed, newWrap ?? wrap)
    try {
      const stored = await store({
        keyring: sealed,
        keyringToken: vault.keyringToken(wrap),
        seenRevision: login.keyringRevision,
      })
      const { keyringRevision } = stored
      return { stored, session: await reopenSession({ ...login, keyring: sealed, keyringRevision }, newWrap ?? wrap) }
    } catch (error) {
      if (!isCode(error, 'KEYRING_MOVED') || tries === TRIES) throw error
      current = (await rereadSession(at, current)) ?? current
      // Somebody else has signed in meanwhile, in another tab: this session is over, and its change with it.
      if (current.login === login) throw error
    }
  }
}

/**
 * The same login as it stands now: another device, or an answer that was lost, may have changed its keyring. Null when it
 * is no longer who is signed in. @throws EnvelopeError, TamperedError as `openKeyring` does
 */
export async function rereadSession(
  { client, clinicId }: At,
  { login, wrap }: OpenSession,
): Promise<OpenSession | null> {
  const now = await client.session.current({ clinicId })
  return now?.id === login.id ? reopenSession(now, wrap) : null
}

/**
 * R11.5: the keyring remembers the newest index of each patient, so that another device knows an old one too.
 * @returns the session as it then is
 */
export async function rememberSeen(at: At, session: OpenSession, seen: readonly ShownIndex[]): Promise<OpenSession> {
  const vault = await loadVault()
  if (vault.withSeen(session.keyring, seen) === session.keyring) return session
  const { client, clinicId } = at
  const changed = await changeKeyring(at, session, {
    make: (keyring) => vault.withSeen(keyring, seen),
    store: (change) => client.session.saveKeyring({ clinicId, ...change }),
  })
  return changed.session
}
