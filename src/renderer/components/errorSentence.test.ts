import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { ConnectionLostError } from '../state/connection.ts'
import { errorSentence } from './errorSentence.ts'

describe('what a person reads of a failure', () => {
  test('is the sentence of a declared error, with what it says', () => {
    expect(errorSentence(new ORPCError('NOT_FOUND', { defined: true }))).toBe('This no longer exists.')
    const diskFull = new ORPCError('STORE_UNAVAILABLE', { defined: true, data: { because: 'diskFull' } })
    expect(errorSentence(diskFull)).toMatch(/^The disk is full\./)
  })

  test('is the reference of an unexpected one, where there is one', () => {
    const masked = new ORPCError('INTERNAL_SERVER_ERROR', { data: { reference: '7F3A09C1' } })

    expect(errorSentence(masked)).toBe('Something went wrong. Reference 7F3A09C1.')
    expect(errorSentence(new ORPCError('INTERNAL_SERVER_ERROR'))).toBe('Something went wrong. Nothing was changed.')
    expect(errorSentence(new Error('x'))).toBe('Something went wrong. Nothing was changed.')
  })

  test('is plain where a code is declared and this page does not know it', () => {
    expect(errorSentence(new ORPCError('TOMORROWS_CODE', { defined: true }))).toMatch(/^Something went wrong/)
  })

  test('R10.5 says that the desk does not answer', () => {
    expect(errorSentence(new ConnectionLostError())).toMatch(/^The desk does not answer/)
  })
})
