import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emailKey } from '../../../shared/domain/people.ts'
import type { Station } from '../context.ts'
import { outcomeOf } from '../testing/deskActs.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'
import { authenticatorCode, turnOnSecondFactor } from '../testing/secondFactorActs.ts'
import { staffActions } from '../testing/staffActs.ts'

let clinic: TestClinic
let room: Station

beforeEach(async () => {
  clinic = await openClinic()
  room = clinic.core.openStation('Room 2')
})
afterEach(() => clinic.close())

const CHOSEN = 'four purple walruses'
const maya = 'maya@harbour.example'
const { change, begin, confirm } = {
  change: (present: string, chosen = CHOSEN) => clinic.client.account.changePassword({ present, chosen }),
  begin: (password: string) => clinic.client.account.beginSecondFactor({ password }),
  confirm: (code: string) => clinic.client.account.confirmSecondFactor({ code }),
}

describe('R10.3 one’s own password', () => {
  test('R10.3 is changed by who knows the one that was; elsewhere it is asked for anew, here the work goes on', async () => {
    clinic.signInAs(clinic.people.admin, room)
    expect(await outcomeOf(change('wrong'))).toBe('WRONG_PASSWORD')
    expect(await outcomeOf(change(clinic.password, 'short'))).toBe('PASSWORD_REFUSED')
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('done')

    await change(clinic.password)

    expect((await staffActions(clinic)).map(({ action }) => action)).toEqual(['password.changed'])
    expect(await outcomeOf(clinic.client.today.counts())).toBe('done')
    expect(await outcomeOf(clinic.clientAt(room).today.counts())).toBe('SIGNED_OUT')
    const { signIn } = clinic.clientAt(room).session
    expect(await outcomeOf(signIn({ email: maya, password: clinic.password }))).toBe('WRONG_EMAIL_OR_PASSWORD')
    expect(await outcomeOf(signIn({ email: maya, password: CHOSEN }))).toBe('done')
  })

  test('R10.3 is guessed at no faster from within than at the sign-in', async () => {
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, n) => outcomeOf(change(`guess ${n}`))))

    expect(guesses.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(3)
    expect(await outcomeOf(clinic.clientAt(room).session.signIn({ email: maya, password: clinic.password }))).toBe(
      'RATE_LIMITED',
    )
  })

  test('R10.3 opens however its letters are composed', async () => {
    const typed = 'Zoë’s café in Köln'
    await change(clinic.password, typed.normalize('NFC'))

    const { signIn } = clinic.clientAt(room).session
    expect(await outcomeOf(signIn({ email: maya, password: typed.normalize('NFD') }))).toBe('done')
  })

  test('R10.3 once it is given right, guesses are counted anew', async () => {
    for (const present of ['one', 'two', 'three', 'four', clinic.password, 'one', 'two', 'three', 'four']) {
      expect(await outcomeOf(change(present, 'short'))).not.toBe('RATE_LIMITED')
    }
  })

  test('R10.3 that an admin resets in the same moment stays reset', async () => {
    await clinic.context.db.updateTable('staff').set({ role: 'admin' }).where('name', '=', 'Jun Lee').execute()
    clinic.signInAs({ ...clinic.people.lee, role: 'admin' }, room)

    const both = await Promise.all([
      outcomeOf(change(clinic.password)),
      outcomeOf(clinic.clientAt(room).staff.resetPassword({ id: clinic.people.admin.id })),
    ])

    expect(both[1]).toBe('done')
    const row = clinic.context.db.selectFrom('staff').select('password_hash').where('email_key', '=', emailKey(maya))
    expect(await row.executeTakeFirst()).toEqual({ password_hash: null })
  })
})

describe('R10.3 one’s own second factor', () => {
  test('R10.3 is turned on once a code of the authenticator was typed back, with ten spare codes', async () => {
    expect(await outcomeOf(begin('wrong'))).toBe('WRONG_PASSWORD')
    expect(await outcomeOf(confirm('123456'))).toBe('START_OVER')
    const { key, uri } = await begin(clinic.password)
    expect(key).toMatch(/^[A-Z2-7]{32}$/u)
    expect(decodeURIComponent(uri)).toMatch(/^otpauth:\/\/totp\/Harbour Clinic:maya@harbour\.example\?/u)
    expect(await outcomeOf(confirm('12345'))).toBe('WRONG_CODE')
    expect(await clinic.client.account.get()).toMatchObject({ secondFactor: null })

    const { spareCodes } = await confirm(authenticatorCode(key, clinic.clock))

    expect(new Set(spareCodes).size).toBe(10)
    for (const code of spareCodes) expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/u)
    expect(await clinic.client.account.get()).toMatchObject({
      secondFactor: { since: '2026-03-02T09:00:00.000Z', spareCodesLeft: 10 },
    })
    expect(await outcomeOf(begin(clinic.password))).toBe('SECOND_FACTOR_ON')
    expect(await clinic.client.staff.accounts()).toMatchObject([
      { name: 'Maya Iyer', secondFactorSince: '2026-03-02T09:00:00.000Z' },
      { secondFactorSince: null },
      {},
      {},
    ])
  })

  test('R10.3 that was begun by one person is not finished by the next at the same station', async () => {
    const { key } = await begin(clinic.password)
    clinic.signInAs(clinic.people.lee)

    expect(await outcomeOf(confirm(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')
  })

  test('R10.3 that was begun is over with signing out', async () => {
    const { key } = await begin(clinic.password)
    await clinic.client.session.signOut()
    clinic.signInAs(clinic.people.admin)

    expect(await outcomeOf(confirm(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')
  })

  test('R10.3 that was begun at two stations is turned on at one', async () => {
    clinic.signInAs(clinic.people.admin, room)
    const atRoom = clinic.clientAt(room).account
    const { key } = await begin(clinic.password)
    const { key: other } = await atRoom.beginSecondFactor({ password: clinic.password })
    await confirm(authenticatorCode(key, clinic.clock))

    expect(await outcomeOf(atRoom.confirmSecondFactor({ code: authenticatorCode(other, clinic.clock) }))).toBe(
      'START_OVER',
    )
  })

  test('R10.3 has its own spare codes: those that another has are not counted', async () => {
    await turnOnSecondFactor(clinic)
    expect(await clinic.client.account.get()).toMatchObject({ isLastAdmin: true })
    clinic.signInAs(clinic.people.lee)
    await turnOnSecondFactor(clinic)

    expect(await clinic.client.account.get()).toMatchObject({
      secondFactor: { spareCodesLeft: 10 },
      isLastAdmin: false,
    })
  })

  test('R10.3 that was turned off is turned on again with another key alone', async () => {
    const { key } = await turnOnSecondFactor(clinic)
    await clinic.client.account.endSecondFactor({ password: clinic.password })

    expect(await outcomeOf(confirm(authenticatorCode(key, clinic.clock)))).toBe('START_OVER')
  })

  test('R10.3 is turned off with the password', async () => {
    await turnOnSecondFactor(clinic)
    expect(await outcomeOf(clinic.client.account.endSecondFactor({ password: 'wrong' }))).toBe('WRONG_PASSWORD')

    await clinic.client.account.endSecondFactor({ password: clinic.password })
    await clinic.client.account.endSecondFactor({ password: clinic.password })

    const off = clinic.context.db.selectFrom('audit').select('seq').where('action', '=', 'secondFactor.turnedOff')
    expect(await off.execute()).toHaveLength(1)
    expect(await clinic.clientAt(room).session.signIn({ email: maya, password: clinic.password })).toMatchObject({
      step: 'inside',
    })
    expect(await clinic.context.db.selectFrom('spare_code').selectAll().execute()).toEqual([])
  })

  test('R10.3 that was lost another admin gives anew, with a reason that stands in the history; nobody their own', async () => {
    await turnOnSecondFactor(clinic)
    const { id } = clinic.people.admin
    expect(await outcomeOf(clinic.client.staff.resetSecondFactor({ id, reason: 'lost' }))).toBe('OWN_ACCOUNT')
    await clinic.context.db.updateTable('staff').set({ role: 'admin' }).where('name', '=', 'Jun Lee').execute()
    clinic.signInAs({ ...clinic.people.lee, role: 'admin' }, room)
    const reset = (reason: string) => clinic.clientAt(room).staff.resetSecondFactor({ id, reason })
    expect(await outcomeOf(reset(' '))).toBe('BAD_REQUEST')

    expect(await reset('Phone lost on the bus')).toMatchObject({ name: 'Maya Iyer', secondFactorSince: null })
    await reset('Once more')

    expect(await outcomeOf(clinic.client.today.counts())).toBe('done')
    expect((await clinic.client.account.beginSecondFactor({ password: clinic.password })).key).toHaveLength(32)
    const { lines } = await clinic.client.settings.history({ before: null })
    expect(lines.map(({ staffName, facts }) => ({ staffName, facts })).slice(0, 2)).toEqual([
      {
        staffName: 'Jun Lee',
        facts: { action: 'secondFactor.reset', name: 'Maya Iyer', reason: 'Phone lost on the bus' },
      },
      { staffName: 'Maya Iyer', facts: { action: 'secondFactor.turnedOn' } },
    ])
  })
})
