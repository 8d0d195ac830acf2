/**
 * Everything that opens and seals, in one piece that is loaded after the first paint: never import it, or anything it
 * imports (but the light `secrets.ts`, by the pages of a link or a code), by value from elsewhere in the portal; see `loadVault`.
 */

export { isAsAgreed } from './agreed.ts'
export { AccessLevel, normaliseCode } from '../shared/domain/invitations.ts'
export { ProfileValues } from '../shared/domain/profileProposals.ts'
export { RecordIndex } from '../shared/domain/recordIndex.ts'
export { Greeting, TypedPerson } from '../shared/domain/sealedLetters.ts'
export { Keyring } from '../shared/envelope/keyring.ts'
export { isOf, openPart } from '../shared/envelope/openPart.ts'
export {
  codeIdentity,
  deriveLoginKeys,
  isStrongEnough,
  PASSWORD_GENERATIONS,
  PASSWORD_PARAMETERS,
} from '../shared/envelope/passwords.ts'
export { EnvelopeError } from '../shared/envelope/envelopeError.ts'
export { sha256OfBytes } from '../shared/envelope/parts.ts'
export { makeIdentity, open, openJson, recipientOf, seal } from '../shared/envelope/seal.ts'
export { openBytes, sealBytes } from '../shared/envelope/streams.ts'
export { passkeyKeys } from '../shared/envelope/passkey.ts'
export { hashToken, keyringToken } from '../shared/envelope/secrets.ts'
export * from './keys.ts'
export * from './messageKeys.ts'
