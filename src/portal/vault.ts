import './jitless.ts'
import { z } from 'zod'
import { AccessLevel } from '../shared/domain/invitations.ts'
import { Answer } from '../shared/domain/questionnaires/types.ts'
import { Keyring } from '../shared/envelope/keyring.ts'
import { makeIdentity, open, recipientOf, sealJson } from '../shared/envelope/seal.ts'

/**
 * Everything that opens and seals, in one piece that is loaded after the first paint: never import it, or anything it
 * imports (but the light `secrets.ts`), by value from elsewhere in the portal; see `loadVault`.
 */

export { normaliseCode } from '../shared/domain/invitations.ts'
export { RecordIndex } from '../shared/domain/recordIndex.ts'
export { Greeting } from '../shared/domain/sealedLetters.ts'
export { isOf, openPart } from '../shared/envelope/openPart.ts'
export { codeIdentity, deriveLoginKeys } from '../shared/envelope/passwords.ts'
export { makeIdentity, open, openJson, recipientOf, sealJson } from '../shared/envelope/seal.ts'
export { AccessLevel, Keyring }

/** Half-filled answers: sealed to the login's own recipient, kept at the endpoint and, while that is away, in the tab. */
export const FormDraft = z.object({
  format: z.literal(1),
  submissionId: z.string(),
  /** The linkId of the question last shown; null on the review page. */
  at: z.string().nullable(),
  answers: z.record(z.string(), z.array(Answer)),
})
export type FormDraft = z.infer<typeof FormDraft>

/** A login's keyring with one more invitation in it, newest first, sealed to its `wrap` identity. */
export async function sealKeyring(keyring: Keyring, wrap: string): Promise<string> {
  return sealJson(keyring, [await recipientOf(wrap)])
}

export function withInvitation(keyring: Keyring, identity: string): Keyring {
  const others = keyring.invitations.filter((each) => each !== identity)
  return { ...keyring, invitations: [identity, ...others].slice(0, 1_000) }
}

/** A new login's keyring: its own identity and the invitation through which it came. */
export async function newKeyring(invitation: string): Promise<{ keyring: Keyring; recipient: string }> {
  const { identity, recipient } = await makeIdentity()
  return { keyring: { format: 1, identity, invitations: [invitation] }, recipient }
}

/** Null when none of the identities opens it. */
export async function openOrNull<T>(
  sealed: string,
  identities: readonly string[],
  schema: { parse: (value: unknown) => T },
): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await open(sealed, identities)))
  } catch {
    return null
  }
}
