import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { createTestClock } from '../testing/testTime.ts'
import { createSignInLimit } from './signInLimit.ts'

let clinic: TestClinic

beforeEach(async () => {
  clinic = await openClinic()
  await clinic.client.session.signOut()
})
afterEach(() => clinic.close())

type Outcome = { code: unknown; data: unknown; message: string }

/** Null when it succeeded. */
async function outcomeOf(signingIn: Promise<unknown>): Promise<Outcome | null> {
  try {
    await signingIn
    return null
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return { code: error.code, data: error.data, message: error.message }
  }
}

const signIn = (email: string, password: string) => clinic.client.session.signIn({ email, password })

describe('R10.3 staff sign in', () => {
  test('R10.3 with their own e-mail, however it is spelt, and password', async () => {
    expect(await signIn(' MAYA@harbour.example ', clinic.password)).toMatchObject({
      step: 'inside',
      staff: { name: 'Maya Iyer', role: 'admin' },
    })
    expect(await clinic.client.session.current()).toMatchObject({
      staff: { name: 'Maya Iyer' },
      isLocked: false,
      clinic: { name: 'Harbour Clinic', timeZone: 'America/Vancouver' },
    })
  })

  test('R10.3 a wrong password and an unknown e-mail get one and the same answer', async () => {
    const wrong = await outcomeOf(signIn('maya@harbour.example', 'wrong'))
    const unknown = await outcomeOf(signIn('nobody@harbour.example', 'wrong'))
    const empty = await outcomeOf(signIn('', ''))

    expect(wrong).toMatchObject({ code: 'WRONG_EMAIL_OR_PASSWORD' })
    expect(unknown).toEqual(wrong)
    expect(empty).toEqual(wrong)
  })

  test('R10.3 guessing is slowed after five attempts, also when they come at once, and by the clock alone', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => outcomeOf(signIn('maya@harbour.example', `guess ${n}`))),
    )
    const refused = guesses.filter((guess) => guess?.code === 'RATE_LIMITED')

    expect(refused).toHaveLength(7)
    expect(refused[0]).toMatchObject({ data: { retryAfterSeconds: 15 } })
    expect(await outcomeOf(signIn('maya@harbour.example', clinic.password))).toMatchObject({ code: 'RATE_LIMITED' })
    expect(await signIn('jun@harbour.example', clinic.password)).toMatchObject({ staff: { name: 'Jun Lee' } })
    clinic.clock.advance(15_000)
    expect(await signIn('maya@harbour.example', clinic.password)).toMatchObject({ staff: { name: 'Maya Iyer' } })
  })

  test('R10.3 the wait doubles, ends at a quarter of an hour, and is over with the right password', () => {
    const clock = createTestClock('2026-03-02T09:00:00.000Z')
    const limit = createSignInLimit(clock)
    const waits = Array.from({ length: 14 }, () => {
      clock.advance(limit.secondsToWait('a') * 1000)
      limit.countAttempt('a')
      return limit.secondsToWait('a')
    })

    expect(waits).toEqual([0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900])
    limit.forget('a')
    expect(limit.secondsToWait('a')).toBe(0)
  })

  test('R10.3 a locked desk opens for the same person and for another', async () => {
    await signIn('maya@harbour.example', clinic.password)
    await clinic.client.session.lock()

    await signIn('maya@harbour.example', clinic.password)
    await clinic.client.session.lock()
    await signIn('jun@harbour.example', clinic.password)

    expect(await clinic.client.session.current()).toMatchObject({ staff: { name: 'Jun Lee' }, isLocked: false })
    const rows = clinic.context.db.selectFrom('audit').innerJoin('staff', 'staff.id', 'audit.staff_id')
    const left = rows.select('name').where('action', '=', 'session.signedOut').orderBy('seq', 'desc')
    // Once before this test, and once for Jun: not for who comes back to what they locked themselves.
    expect(await left.execute()).toEqual([{ name: 'Maya Iyer' }, { name: 'Maya Iyer' }])
  })

  test('R8.6 who came and who left stands in the audit log; leaving where nobody works does not', async () => {
    await signIn('maya@harbour.example', clinic.password)
    await clinic.client.session.signOut()
    await clinic.client.session.signOut()

    const rows = clinic.context.db.selectFrom('audit').innerJoin('staff', 'staff.id', 'audit.staff_id')
    const last = rows.select(['action', 'name', 'station']).where('action', 'like', 'session.%').orderBy('seq', 'desc')
    expect(await last.limit(2).execute()).toEqual([
      { action: 'session.signedOut', name: 'Maya Iyer', station: 'Front desk' },
      { action: 'session.signedIn', name: 'Maya Iyer', station: 'Front desk' },
    ])
  })

  test('R10.3 staff who left no longer sign in', async () => {
    await clinic.context.db.updateTable('staff').set({ is_active: 0 }).where('name', '=', 'Jun Lee').execute()

    expect(await outcomeOf(signIn('jun@harbour.example', clinic.password))).toMatchObject({
      code: 'WRONG_EMAIL_OR_PASSWORD',
    })
  })
})

describe('R10.3 first run', () => {
  const answers = {
    clinicName: 'Praxis am Fluß',
    addressLine: 'Uferweg 3',
    phone: '+49 30 5550100',
    timeZone: 'Europe/Berlin',
    adminName: 'Zoë O’Hara',
    adminEmail: 'zoe@praxis.example',
    password: 'a long password',
  }

  test('R10.3 makes the clinic and its first admin, once', async () => {
    await clinic.context.db.deleteFrom('working_hours').execute()
    await clinic.context.db.deleteFrom('audit').execute()
    await clinic.context.db.deleteFrom('staff').execute()
    await clinic.context.db.deleteFrom('sync_state').execute()
    await clinic.context.db.deleteFrom('clinic').execute()
    expect(await clinic.client.session.current()).toMatchObject({ clinic: null, staff: null })

    const twice = await Promise.all([
      outcomeOf(clinic.client.session.createClinic(answers)),
      outcomeOf(clinic.client.session.createClinic(answers)),
    ])

    expect(twice).toContainEqual(null)
    expect(twice).toContainEqual(expect.objectContaining({ code: 'CLINIC_EXISTS' }))
    expect(await clinic.client.session.current()).toMatchObject({
      clinic: { name: 'Praxis am Fluß' },
      staff: { name: 'Zoë O’Hara', role: 'admin' },
    })
    expect(await clinic.client.forms.library()).toMatchObject([{ title: 'New patient intake' }])
    await clinic.client.session.signOut()
    expect(await signIn('zoe@praxis.example', 'a long password')).toMatchObject({ staff: { role: 'admin' } })
    const { lines } = await clinic.client.settings.history({ before: null })
    expect(lines.at(-1)).toMatchObject({ staffName: 'Zoë O’Hara', facts: { action: 'clinic.created' } })
  })

  test.each([
    [{ timeZone: 'Mars/Olympus' }, { code: 'TIME_ZONE_UNKNOWN', data: { timeZone: 'Mars/Olympus' } }],
    [{ phone: 'ask at the desk' }, { code: 'BAD_REQUEST' }],
  ])('R6.1, R10.1 a time zone or a telephone number that is none is refused: %j', async (part, refusal) => {
    const made = clinic.client.session.createClinic({ ...answers, ...part })

    expect(await outcomeOf(made)).toMatchObject(refusal)
  })

  test.each([
    ['password2026', 'common'],
    ['zoe', 'tooShort'],
  ])('R10.3 the first admin’s password is held to the rule for everybody’s: %s', async (password, because) => {
    const made = clinic.client.session.createClinic({ ...answers, password })

    expect(await outcomeOf(made)).toMatchObject({ code: 'PASSWORD_REFUSED', data: { because } })
  })
})
