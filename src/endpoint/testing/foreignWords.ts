import { randomUUID } from 'node:crypto'
import { hashToken } from '../../shared/envelope/secrets.ts'
import { makeToken } from '../secrets.ts'
import { at } from './booking.ts'
import { MAC } from './clients.ts'
import type { Words } from './sampleInput.ts'

type Foreign = {
  readonly clinicId: string
  /** Stands in every place of an id; null: each id in its own place. */
  readonly chosen: string | null
  /** Of another's, by what they are of. */
  readonly ids: Readonly<Record<string, string>>
  /** An age file of the caller's own. */
  readonly sealed: string
  readonly recipient: string
}

/** What a caller says who knows another's ids and e-mail, and no secret of theirs. */
export function foreignWords({ clinicId, chosen, ids, sealed, recipient }: Foreign): Words {
  return (name, format) => {
    if (format === 'uuid') return name === 'clinicId' ? clinicId : (chosen ?? ids[name] ?? randomUUID())
    if (format === 'datetime') return at('12:00', 3)
    switch (name) {
      case 'token':
      case 'renewalKey':
        return makeToken()
      case 'mac':
      case 'holderMac':
      case 'macs':
      case 'introduction':
      case 'codeIntroduction':
      case 'renewal':
        return MAC
      case 'keyring':
      case 'sealed':
      case 'greeting':
        return sealed
      case 'recipient':
        return recipient
      case 'email':
        return 'victim@example.test'
      case 'from':
        return '2026-03-03'
      case 'timeZone':
        return 'Europe/London'
      case 'table':
        return 'login'
      case 'name':
        return 'elm-street'
      case 'code':
        return 'ABCDEFGH'
      case 'to':
        return 'somebody@example.test'
      case 'phone':
      case 'addressLine':
      case 'codeSalt':
      case 'key':
        return 'x'
      default:
        return hashToken(makeToken())
    }
  }
}
