import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StaffId } from '../../../shared/domain/ids.ts'
import { DAY, MINUTE } from '../../../shared/domain/time.ts'
import type { Station } from '../context.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { accountOf } from '../testing/staffActs.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
})
afterEach(() => clinic.close())

const CHOSEN = 'four purple walruses'
const email = 'nora@harbour.example'

async function addNora(): Promise<{ id: StaffId; code: string }> {
  const id = StaffId.parse(clinic.ids())
  const details = { name: 'Nora Vance', calledName: 'Dr Vance', email, role: 'practitioner', tint: 4 } as const
  const { oneTimeCode } = await clinic.client.staff.add({ id, details: { ...details, hasCalendar: true } })
  return { id, code: oneTimeCode?.code ?? '' }
}

const at = (station: Station) => clinic.clientAt(station).session
const asked = (calling: Promise<unknown>) =>
  calling.then(
    (answer) => answer,
    (error: unknown) => {
      if (error instanceof ORPCError) return { code: error.code as unknown, data: error.data as unknown }
      throw error
    },
  )

describe('R10.3 a one-time code', () => {
  test('R10.3 is a way to a password of one’s own, and to nothing before that', async () => {
    const { id, code } = await addNora()
    expect(await accountOf(clinic, id)).toMatchObject({ way: { kind: 'code' } })

    expect(await at(room).signIn({ email: ' NORA@harbour.example', password: code.toLowerCase() })).toEqual({
      step: 'choosePassword',
    })
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('SIGNED_OUT')
    expect(await at(room).current()).toMatchObject({ staff: null, halfway: { step: 'choosePassword', email } })
    expect(await at(room).choosePassword({ password: CHOSEN })).toMatchObject({
      step: 'inside',
      staff: { name: 'Nora Vance' },
    })
    expect(await accountOf(clinic, id)).toMatchObject({ way: { kind: 'password' } })

    await at(room).signOut()
    expect(await at(room).signIn({ email, password: CHOSEN })).toMatchObject({ step: 'inside' })
    const rows = await clinic.context.db.selectFrom('audit').select('action').orderBy('seq').execute()
    expect(rows.map(({ action }) => action).slice(-4)).toEqual([
      'password.chosen',
      'session.signedIn',
      'session.signedOut',
      'session.signedIn',
    ])
  })

  test('R10.3 takes no password that is short, easy or the code itself, as the portal', async () => {
    const { code } = await addNora()
    await at(room).signIn({ email, password: code })

    for (const [password, because] of [
      ['short', 'tooShort'],
      ['password123', 'common'],
      [code, 'isCode'],
    ]) {
      expect(await asked(at(room).choosePassword({ password: password ?? '' }))).toEqual({
        code: 'PASSWORD_REFUSED',
        data: { because },
      })
    }
    expect(await at(room).choosePassword({ password: CHOSEN })).toMatchObject({ step: 'inside' })
  })

  test('R10.3 that was used, or is seven days old, says so to whoever has it, and to nobody else', async () => {
    const { id, code } = await addNora()
    await at(room).signIn({ email, password: code })
    await at(room).choosePassword({ password: CHOSEN })
    expect(await asked(at(room).signIn({ email, password: code }))).toEqual({
      code: 'ONE_TIME_CODE_OVER',
      data: { because: 'used' },
    })
    expect(await outcomeOf(at(room).signIn({ email, password: 'ABCD-EFGH-JKMN' }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await outcomeOf(at(room).signIn({ email: 'x@x.example', password: code }))).toBe('WRONG_EMAIL_OR_PASSWORD')

    const { oneTimeCode } = await clinic.client.staff.resetPassword({ id })
    clinic.clock.advance(7 * DAY)

    expect(await asked(at(room).signIn({ email, password: oneTimeCode.code }))).toMatchObject({
      data: { because: 'expired' },
    })
  })

  test('R10.3 that expires while a password is being chosen opens nothing any more', async () => {
    const { code } = await addNora()
    clinic.clock.advance(7 * DAY - MINUTE)
    await at(room).signIn({ email, password: code })
    clinic.clock.advance(MINUTE)

    expect(await outcomeOf(at(room).choosePassword({ password: CHOSEN }))).toBe('START_OVER')
  })

  test('R10.3 of several who have it, all at once, one gets in, and the others’ password is none', async () => {
    const { code } = await addNora()
    const stations = ['A', 'B', 'C', 'D'].map((name) => clinic.core.openStation(name))
    for (const station of stations) await at(station).signIn({ email, password: code })

    const outcomes = await Promise.all(
      stations.map((station, n) => outcomeOf(at(station).choosePassword({ password: `${CHOSEN} ${n}` }))),
    )

    expect(outcomes.sort()).toEqual(['START_OVER', 'START_OVER', 'START_OVER', 'done'])
    for (const station of stations) expect(await at(station).current()).toMatchObject({ halfway: null })
    const tries = await Promise.all(
      stations.map((_, n) => outcomeOf(at(room).signIn({ email, password: `${CHOSEN} ${n}` }))),
    )
    expect(tries.filter((outcome) => outcome === 'done')).toHaveLength(1)
  })

  test('R10.3 that another replaces in the same moment chooses no password, and the other is not used', async () => {
    const { id, code } = await addNora()
    await at(room).signIn({ email, password: code })

    const [{ oneTimeCode }] = await Promise.all([
      clinic.client.staff.resetPassword({ id }),
      outcomeOf(at(room).choosePassword({ password: CHOSEN })),
    ])

    expect(await outcomeOf(at(room).signIn({ email, password: CHOSEN }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await at(room).signIn({ email, password: oneTimeCode.code })).toEqual({ step: 'choosePassword' })
  })

  test('R10.3 is guessed at no faster than a password, also all at once', async () => {
    const { code } = await addNora()
    const guess = (n: number) => `ABCD-EFGH-${'JKMNPQRSTWXY'.charAt(n).repeat(4)}`
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => outcomeOf(at(room).signIn({ email, password: guess(n) }))),
    )

    expect(guesses.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(7)
    expect(await outcomeOf(at(room).signIn({ email, password: code }))).toBe('RATE_LIMITED')
  })

  test('R10.3 by an admin, anew: the password and the sessions end at once, and the earlier code with them', async () => {
    const { id, code } = await addNora()
    await at(room).signIn({ email, password: code })
    await at(room).choosePassword({ password: CHOSEN })

    const { oneTimeCode } = await clinic.client.staff.resetPassword({ id })

    expect(await at(room).current()).toMatchObject({ staff: null })
    expect(await outcomeOf(at(room).signIn({ email, password: CHOSEN }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await outcomeOf(at(room).signIn({ email, password: code }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await at(room).signIn({ email, password: oneTimeCode.code })).toEqual({ step: 'choosePassword' })
    await clinic.client.staff.resetPassword({ id })
    expect(await at(room).current()).toMatchObject({ halfway: null })
    expect(await outcomeOf(at(room).choosePassword({ password: CHOSEN }))).toBe('START_OVER')
  })
})
