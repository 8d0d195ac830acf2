import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '../../../shared/domain/time.ts'
import type { Station } from '../context.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { authenticatorCode, turnOnSecondFactor } from '../testing/secondFactorActs.ts'
import { hashPassword } from './passwords.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
})
afterEach(() => clinic.close())

const at = (station: Station) => clinic.clientAt(station).session

describe('R10.3 a second factor', () => {
  let key: string
  let spareCodes: string[]

  beforeEach(async () => {
    ;({ key, spareCodes } = await turnOnSecondFactor(clinic))
    clinic.clock.advance(MINUTE)
    await clinic.client.session.signOut()
  })

  const maya = { email: 'maya@harbour.example', password: 'correct horse battery' }
  const give = (code: string) => at(room).giveSecondFactor({ code })

  test('R10.3 is asked for after the password, however it is spaced, and nothing is answered before', async () => {
    expect(await at(room).signIn(maya)).toEqual({ step: 'secondFactor' })
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('SIGNED_OUT')
    const code = authenticatorCode(key, clinic.clock)

    expect(await give(`${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      step: 'inside',
      staff: { name: 'Maya Iyer' },
    })
    expect(await at(room).current()).toMatchObject({ staff: { name: 'Maya Iyer' }, halfway: null })
  })

  test('R10.3 a code of the step before or after is taken, one further away is not', async () => {
    for (const [steps, outcome] of [
      [-2, 'WRONG_CODE'],
      [-1, 'done'],
      [2, 'WRONG_CODE'],
      [1, 'done'],
    ] as const) {
      await at(room).signIn(maya)
      expect([steps, await outcomeOf(give(authenticatorCode(key, clinic.clock, steps)))]).toEqual([steps, outcome])
    }
  })

  test('R10.3 no code is taken twice, nor one of an earlier step, be it sent at the same moment', async () => {
    const other = clinic.core.openStation('Room 3')
    await at(room).signIn(maya)
    await at(other).signIn(maya)
    const code = authenticatorCode(key, clinic.clock)
    const earlier = authenticatorCode(key, clinic.clock, -1)

    const both = await Promise.all([room, other].map((station) => outcomeOf(at(station).giveSecondFactor({ code }))))

    expect(both.sort()).toEqual(['WRONG_CODE', 'done'])
    await at(room).signIn(maya)
    expect(await outcomeOf(give(earlier))).toBe('WRONG_CODE')
    clinic.clock.advance(30_000)
    expect(await outcomeOf(give(code))).toBe('WRONG_CODE')
    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('done')
  })

  test('R10.3 the code that turned it on does not sign in', async () => {
    clinic.clock.advance(-MINUTE)
    await at(room).signIn(maya)

    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('WRONG_CODE')
  })

  test('R10.3 a spare code is taken once, however it is typed, and the log counts those that are left', async () => {
    const [spare = ''] = spareCodes
    await at(room).signIn(maya)
    expect(await give(spare.toLowerCase().replace('-', ' '))).toMatchObject({ step: 'inside' })

    await at(room).signIn(maya)
    expect(await outcomeOf(give(spare))).toBe('WRONG_CODE')
    expect(await outcomeOf(give(spareCodes[1] ?? ''))).toBe('done')
    expect(await clinic.clientAt(room).account.get()).toMatchObject({ secondFactor: { spareCodesLeft: 8 } })
    const { db } = clinic.context
    const rows = await db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'secondFactor.spareCodeUsed')
      .execute()
    expect(rows.map(({ detail }) => detail)).toEqual(['{"left":9}', '{"left":8}'])
    const stored = JSON.stringify(await db.selectFrom('spare_code').selectAll().execute())
    for (const code of spareCodes) expect(stored).not.toContain(code)
  })

  test('R10.3 is guessed at no faster than a password: a right password lets nobody begin to count anew', async () => {
    const outcomes: string[] = []
    for (let tries = 0; tries < 4; tries++) {
      outcomes.push(await outcomeOf(at(room).signIn(maya)), await outcomeOf(give('000000')))
    }

    expect(outcomes).toEqual([
      ...['done', 'WRONG_CODE', 'done', 'WRONG_CODE', 'done'],
      ...['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED'],
    ])
  })

  test('R10.3 what was half done is forgotten after ten minutes, and when the password is reset meanwhile', async () => {
    await at(room).signIn(maya)
    clinic.clock.advance(10 * MINUTE)
    expect(await at(room).current()).toMatchObject({ halfway: null })
    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')

    await at(room).signIn(maya)
    await at(room).startOver()
    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')

    await at(room).signIn(maya)
    await clinic.context.db.updateTable('staff').set({ role: 'admin' }).where('name', '=', 'Jun Lee').execute()
    clinic.signInAs({ ...clinic.people.lee, role: 'admin' })
    await clinic.client.staff.resetPassword({ id: clinic.people.admin.id })
    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')
  })

  test('R10.3 is asked for after a password that was chosen with a one-time code too', async () => {
    await clinic.context.db.updateTable('staff').set({ role: 'admin' }).where('name', '=', 'Jun Lee').execute()
    clinic.signInAs({ ...clinic.people.lee, role: 'admin' })
    const { oneTimeCode } = await clinic.client.staff.resetPassword({ id: clinic.people.admin.id })
    await at(room).signIn({ ...maya, password: oneTimeCode.code })

    expect(await at(room).choosePassword({ password: 'four purple walruses' })).toEqual({ step: 'secondFactor' })
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('SIGNED_OUT')
    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('done')
  })

  test('R10.3 a right code opens nothing once the password it came after is another', async () => {
    await at(room).signIn(maya)
    const other = await hashPassword('four purple walruses')
    await clinic.context.db.updateTable('staff').set({ password_hash: other }).where('name', '=', 'Maya Iyer').execute()

    expect(await outcomeOf(give(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')
  })

  test('R10.3 whoever half signs in at a station that another left locked changes nothing about the lock', async () => {
    clinic.signInAs(clinic.people.lee, room)
    await at(room).lock()
    await at(room).signIn(maya)
    await at(room).startOver()

    expect(await at(room).current()).toMatchObject({ staff: { name: 'Jun Lee' }, isLocked: true, halfway: null })
  })
})
