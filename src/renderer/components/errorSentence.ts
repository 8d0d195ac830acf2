import { ORPCError } from '@orpc/client'
import { ConnectionLostError } from '../state/connection.ts'
import { words } from '../words/index.ts'

type StoreTrouble = keyof typeof words.errors.store

function isStoreTrouble(value: unknown): value is StoreTrouble {
  return typeof value === 'string' && value in words.errors.store
}

function field(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Object.entries(data).find(([key]) => key === name)?.[1] : undefined
}

/** The sentence for whatever a call threw; a masked bug brings its reference, if it has one. */
export function errorSentence(error: unknown): string {
  if (error instanceof ConnectionLostError) return words.errors.connectionLost
  if (!(error instanceof ORPCError)) return words.errors.unexpectedBare
  const data: unknown = error.data
  switch (error.code) {
    case 'SIGNED_OUT':
      return words.errors.signedOut
    case 'NOT_FOUND':
      return words.errors.notFound
    case 'FORBIDDEN':
      return words.errors.forbidden
    case 'EMAIL_MISSING':
      return words.errors.emailMissing
    case 'NOT_PAIRED':
      return words.errors.notPaired
    case 'TOO_LATE':
      return words.errors.tooLate
    case 'INVITATION_CLOSED':
      return words.errors.invitationClosed
    case 'BAD_REQUEST':
      return words.errors.badInput
    case 'STORE_UNAVAILABLE': {
      const because = field(data, 'because')
      return isStoreTrouble(because) ? words.errors.store[because] : words.errors.unexpectedBare
    }
    default: {
      const reference = field(data, 'reference')
      return typeof reference === 'string' ? words.errors.unexpected(reference) : words.errors.unexpectedBare
    }
  }
}
