import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PortalLogin } from '../../shared/contract/portal.ts'
import { BookedVisit, Hold } from '../../shared/contract/portalBooking.ts'
import { ClinicId, LinkId, LoginId, ServiceId } from '../../shared/domain/ids.ts'
import { SealedBooking, SealedVisitChange, TypedPerson } from '../../shared/domain/sealedLetters.ts'
import { letterMac, pairSecret, type LetterClaim } from '../../shared/envelope/pair.ts'
import { PASSWORD_PARAMETERS } from '../../shared/envelope/passwords.ts'
import { makeIdentity, openJson } from '../../shared/envelope/seal.ts'
import type { PortalClient } from '../api.ts'
import type { OpenSession } from '../portal.ts'
import { newKeyring } from '../keys.ts'
import { bookAsNew, bookSignedIn, cancel, hold, move } from './acts.ts'
import type { Held } from './kept.ts'

const id = (end: number) => `0198f3a0-0000-7000-8000-${String(end).padStart(12, '0')}`
const clinicId = ClinicId.parse(id(1))
const serviceId = ServiceId.parse(id(2))
const newLinkId = LinkId.parse(id(3))
const times = { startsAt: '2026-11-24T17:00:00.000Z', endsAt: '2026-11-24T17:20:00.000Z' }
const answer = Hold.parse({
  ...{ appointmentId: id(4), practitionerId: id(5), token: 'a-token-of-the-hold' },
  ...{ ...times, heldUntil: '2026-11-23T09:13:00.000Z' },
})
const held: Held = { ...answer, serviceId, newLinkId, endsHereAt: 700_000 }
const booking = { held, reason: ' A knee ', hasBeenHere: true }
const person = TypedPerson.parse({
  ...{ givenName: 'Nadia', familyName: 'Benali', birthOn: '1991-07-14', phone: '604 555 0192' },
})
const visit = BookedVisit.parse({
  ...{ appointmentId: id(4), linkId: id(3), serviceId, practitionerId: id(5), ...times },
  ...{ sequence: 4, isAwaited: false, changeableUntil: times.startsAt },
})

beforeEach(() => {
  const storage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  vi.stubGlobal('window', { sessionStorage: storage, localStorage: storage })
})
afterEach(() => vi.unstubAllGlobals())

/** An endpoint that answers as it is told, and remembers what it was asked. */
function standIn(answers: { readonly [call: string]: unknown }) {
  const asked: Record<string, Record<string, unknown>> = {}
  const call = (name: string) => async (input: Record<string, unknown>) => {
    asked[name] = input
    const answer = answers[name]
    if (answer instanceof Error) throw answer
    return answer
  }
  const booking = Object.fromEntries(['hold', 'book', 'move', 'cancel'].map((name) => [name, call(name)]))
  const session = { salt: call('salt'), current: call('current') }
  // The calls that are made here, and no others.
  return { at: { client: { booking, session } as unknown as PortalClient, clinicId }, asked }
}

function refusal(code: string, data?: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { defined: true, data })
}

async function signedIn(clinic: string): Promise<OpenSession> {
  const { keyring, recipient } = await newKeyring({ email: 'ana@example.com', clinic, invitation: null })
  const login: PortalLogin = {
    ...{ id: LoginId.parse(id(9)), email: 'ana@example.com', recipient },
    ...{ keyring: '', keyringRevision: 1 },
  }
  return { kind: 'open', login, wrap: '', keyring }
}

/** Whether the clinic can tell that the login wrote this. */
async function isProven(
  clinic: { identity: string; recipient: string },
  login: string,
  call: Letter,
  claim: LetterClaim,
) {
  const pair = pairSecret(clinic.identity, login, { clinic: clinic.recipient, login })
  return letterMac(pair, claim, call.sealed) === call.mac
}
type Letter = { readonly sealed: string; readonly mac: string }

test('R6.3 what is held counts from the answer on by this device’s clock, and gives back what was held before', async () => {
  const { at, asked } = standIn({ hold: answer })
  const wanted = { serviceId, practitionerId: null, startsAt: answer.startsAt }

  const result = await hold(at, wanted, held, { newLinkId, now: () => 100_000 })

  expect(result).toEqual({ kind: 'held', held: { ...held, endsHereAt: 700_000 } })
  expect(asked['hold']?.['replaces']).toEqual({ appointmentId: held.appointmentId, token: held.token })
})

test('R2.1 a new login books: its letter is the clinic’s to open and proves its key, and no password leaves', async () => {
  const clinic = await makeIdentity()
  const { at, asked } = standIn({
    ...{ salt: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', parameters: [PASSWORD_PARAMETERS] } },
    ...{ book: visit, current: null },
  })
  const login = { email: 'nadia@example.com', password: 'thistle-anchor-plum-8', clinic: clinic.recipient }

  const result = await bookAsNew(at, booking, person, login)

  // The browser kept no cookie, as in a frame of another site: it is booked all the same.
  expect(result).toEqual({ kind: 'booked', visit, session: { kind: 'signedOut', because: 'never' } })
  const call = asked['book'] as Letter & { login: { recipient: string }; linkId: string; token: string }
  expect(call).toMatchObject({ linkId: newLinkId, token: held.token, login: { email: login.email } })
  expect(JSON.stringify(call)).not.toContain(login.password)
  const letter = await openJson(call.sealed, [clinic.identity], SealedBooking)
  expect(letter).toMatchObject({ startsAt: times.startsAt, person, reason: 'A knee', email: login.email })
  const claim = { clinicId, linkId: newLinkId, kind: 'visit.booked', id: held.appointmentId } as const
  expect(await isProven(clinic, call.login.recipient, call, claim)).toBe(true)
})

test('R5.2 a login books for whom it holds by their own link, and for somebody new by a new one', async () => {
  const clinic = await makeIdentity()
  const session = await signedIn(clinic.recipient)
  const { at, asked } = standIn({ book: visit })
  const own = LinkId.parse(id(8))

  await bookSignedIn(at, session, booking, { linkId: own })
  const forOwn = asked['book'] as Letter
  await bookSignedIn(at, session, booking, { person })
  const forNew = asked['book'] as Letter

  expect(forOwn).toMatchObject({ linkId: own, login: null })
  expect(await openJson(forOwn.sealed, [clinic.identity], SealedBooking)).toMatchObject({ person: null })
  expect(forNew).toMatchObject({ linkId: newLinkId, login: null })
  expect(await openJson(forNew.sealed, [clinic.identity], SealedBooking)).toMatchObject({ person })
})

test('R6.3 moving and cancelling are letters of their own kinds', async () => {
  const clinic = await makeIdentity()
  const session = await signedIn(clinic.recipient)
  const { at, asked } = standIn({ move: visit, cancel: { cancelledAt: times.startsAt } })
  const to = { practitionerId: visit.practitionerId, startsAt: visit.startsAt }
  const claim = { clinicId, linkId: visit.linkId, id: visit.appointmentId }

  expect(await move(at, session, visit, to)).toEqual({ kind: 'moved', visit })
  expect(await cancel(at, session, visit, ' Ill ')).toEqual({ kind: 'cancelled', at: times.startsAt })

  const [moved, cancelled] = [asked['move'] as Letter, asked['cancel'] as Letter]
  const login = session.login.recipient
  expect(await isProven(clinic, login, moved, { ...claim, kind: 'visit.moved' })).toBe(true)
  expect(await isProven(clinic, login, cancelled, { ...claim, kind: 'visit.cancelled' })).toBe(true)
  expect(await openJson(moved.sealed, [clinic.identity], SealedVisitChange)).toMatchObject({
    ...{ to, reason: '', seenSequence: visit.sequence },
  })
  expect(await openJson(cancelled.sealed, [clinic.identity], SealedVisitChange)).toMatchObject({
    to: null,
    reason: 'Ill',
  })
})

const next = [{ practitionerId: id(5), startsAt: '2026-11-24T18:00:00.000Z' }]

test.each([
  [refusal('TIME_TAKEN', { next: [...next, { startsAt: 'soon' }, null] }), { kind: 'taken', next }],
  [refusal('TIME_TAKEN'), { kind: 'taken', next: [] }],
  [refusal('NOT_FOUND'), { kind: 'taken', next: [] }],
  [refusal('NOT_ON_SALE'), { kind: 'withdrawn' }],
  [refusal('SIGNED_OUT'), { kind: 'signedOut' }],
  [refusal('TOO_MANY_OPEN', { most: 3 }), { kind: 'tooMany', most: 3 }],
  [refusal('RATE_LIMITED', { retryAfterSeconds: 90 }), { trouble: { code: 'RATE_LIMITED', retryAfterSeconds: 90 } }],
])('section 12 booking that is refused with %s has its own way out', async (error, wanted) => {
  const { at } = standIn({ book: error })

  expect(await bookSignedIn(at, await signedIn((await makeIdentity()).recipient), booking, { person })).toMatchObject(
    wanted,
  )
})

test('R6.3 a visit that can no longer be changed, or is gone, leads to the telephone', async () => {
  const session = await signedIn((await makeIdentity()).recipient)
  for (const error of [refusal('TOO_LATE'), refusal('NOT_FOUND')]) {
    const { at } = standIn({ move: error, cancel: error })
    const to = { practitionerId: visit.practitionerId, startsAt: visit.startsAt }
    expect(await move(at, session, visit, to)).toEqual({ kind: 'tooLate' })
    expect(await cancel(at, session, visit, '')).toEqual({ kind: 'tooLate' })
  }
})
