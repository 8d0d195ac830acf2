import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { describe, expect, test } from 'vitest'
import { isSomebodyElse, SyncFailure, toSyncFailure } from './syncFailure.ts'

describe('Why a call to the endpoint came to nothing', () => {
  test.each([
    ['nobody answered', new TypeError('fetch failed'), 'unreachable', true],
    ['it took too long', new DOMException('Timed out', 'TimeoutError'), 'unreachable', true],
    ['the endpoint has trouble', new ORPCError('INTERNAL_SERVER_ERROR'), 'unreachable', true],
    ['it does not know this desk', new ORPCError('UNAUTHORIZED'), 'unauthorized', false],
    ['one of both is too old', new ORPCError('PROTOCOL_UNSUPPORTED'), 'protocol', false],
    ['it answers something else', new ValidationError({ message: '', issues: [], data: null }), 'protocol', false],
    ['its epoch cannot be read', new ORPCError('EPOCH_PASSED', { data: { epoch: 'four' } }), 'protocol', false],
    ['a hotel answers', new SyncFailure('captivePortal'), 'captivePortal', true],
    [
      'a hotel answers, wrapped',
      new ORPCError('X', { cause: new SyncFailure('captivePortal') }),
      'captivePortal',
      true,
    ],
  ])('%s', (_, cause, reason, isPassing) => {
    const failure = toSyncFailure(cause)

    expect(failure).toMatchObject({ name: 'SyncFailure', reason, isPassing, endpointEpoch: null })
    const own = cause instanceof Error && cause.cause instanceof SyncFailure
    expect(failure.cause ?? failure, 'what lies behind it is kept').toBe(
      own ? cause.cause : cause instanceof SyncFailure ? failure : cause,
    )
  })

  test('an epoch that has passed is said with the endpoint’s own', () => {
    const failure = toSyncFailure(new ORPCError('EPOCH_PASSED', { data: { epoch: 4 } }))

    expect(failure).toMatchObject({ reason: 'epochPassed', endpointEpoch: 4, isPassing: false })
  })

  test('what is one already stays what it is', () => {
    const failure = new SyncFailure('unauthorized')

    expect(toSyncFailure(failure)).toBe(failure)
  })
})

describe('Who answered', () => {
  test.each([
    [200, 'application/json', false],
    [200, 'application/json; charset=utf-8', false],
    [200, 'text/event-stream', false],
    [200, 'Multipart/Form-Data; boundary=x', false],
    [200, 'text/html', true],
    [200, 'text/plain', true],
    [200, 'x-application/json', true],
    [204, '', true],
    [300, 'application/json', true],
    [302, 'application/json', true],
    [404, 'x-text/html', false],
    [399, 'application/json', true],
    [404, 'text/html; charset=utf-8', true],
    [404, 'application/json', false],
    [404, '', false],
    [499, 'TEXT/HTML', true],
    [500, 'text/html', false],
    [502, 'text/html', false],
    [511, 'application/json', true],
  ])('status %i with %j', (status, type, isOther) => {
    const headers = type === '' ? {} : { 'content-type': type }

    expect(isSomebodyElse(new Response(null, { status, headers }))).toBe(isOther)
  })

  test('a redirect that was not followed, whose status is hidden', () => {
    const hidden = Object.create(new Response(null, { headers: { 'content-type': 'application/json' } }), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      headers: { value: new Headers({ 'content-type': 'application/json' }) },
    }) as Response // a page of a browser gets these; none can be made

    expect(isSomebodyElse(hidden)).toBe(true)
  })
})
