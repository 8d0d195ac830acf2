import { ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskContract } from '../../../shared/contract/desk.ts'
import { PatientId } from '../../../shared/domain/ids.ts'
import { callersOf, may, PROCEDURES, StaffRole } from '../../../shared/domain/roles.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

type Declared = { readonly path: string; readonly errors: readonly string[] }

/** Every procedure of the contract by its path, with the names of its errors. */
function declaredIn(router: object, path: readonly string[] = []): Declared[] {
  return Object.entries(router).flatMap(([name, each]: [string, unknown]) => {
    if (typeof each !== 'object' || each === null) return []
    const definition = '~orpc' in each ? each['~orpc'] : null
    const hasErrors = typeof definition === 'object' && definition !== null && 'errorMap' in definition
    if (!hasErrors) return declaredIn(each, [...path, name])
    return [{ path: [...path, name].join('.'), errors: Object.keys(definition.errorMap ?? {}) }]
  })
}

const declared = declaredIn(deskContract)
const isForAll = (path: string) => StaffRole.options.every((role) => callersOf(path)?.includes(role))

describe('The table of roles', () => {
  test('R10.3 has a line for every procedure of the contract, and no other', () => {
    expect([...PROCEDURES].sort()).toEqual(declared.map(({ path }) => path).sort())
  })

  test('R10.3 says what the contract declares: who is asked to sign in, and who may be refused', () => {
    for (const { path, errors } of declared) {
      const isOpen = callersOf(path) === 'anyone'
      expect({ path, asksToSignIn: errors.includes('SIGNED_OUT') }).toEqual({ path, asksToSignIn: !isOpen })
      expect({ path, refuses: errors.includes('FORBIDDEN') }).toEqual({ path, refuses: !isOpen && !isForAll(path) })
    }
  })

  test('R10.3 gives settings, staff, pairing and import to admins alone, and an admin everything', () => {
    const adminsAlone = ['settings.save', 'staff.add', 'staff.resetPassword', 'sync.pair', 'imports.add'] as const
    for (const path of adminsAlone) expect(callersOf(path)).toEqual(['admin'])
    for (const path of PROCEDURES) expect(may('admin', path)).toBe(true)
    expect(callersOf('patients.wipe')).toBeNull()
    expect(callersOf('toString')).toBeNull()
  })

  test('R10.3 keeps from the front desk what is medical, and from whoever treats what administers', () => {
    const closedTo = (role: StaffRole) => PROCEDURES.filter((path) => !may(role, path))
    const administers = [
      'sync.pair',
      ...['staff.accounts', 'staff.add', 'staff.change', 'staff.visitsToCome', 'staff.setActive'],
      ...['staff.resetPassword', 'staff.resetSecondFactor'],
      ...['settings.save', 'settings.acceptOffer', 'settings.history'],
      ...['auditLog.list', 'auditLog.taken'],
      ...['recovery.state', 'recovery.begin', 'recovery.check'],
      ...['serverKnows.tables', 'serverKnows.beginDownload', 'serverKnows.rows'],
      ...['serverKnows.wipe', 'serverKnows.rebuild'],
      ...['setUp.missing', 'setUp.end', 'email.test'],
      ...['services.add', 'services.addAll', 'services.change', 'services.setWithdrawn', 'services.move'],
      ...['hours.saveWeek', 'hours.removeWeek', 'hours.addTimeOff', 'hours.removeTimeOff'],
      ...['onlineBooking.save', 'onlineBooking.compareCharts'],
      ...['patients.merge', 'patients.undoMerge', 'patients.mergedToday'],
      ...['imports.list', 'imports.check', 'imports.add', 'imports.undo'],
    ]
    const isMedical = ['patients.history', 'access.seeAs']
    const plans = ['plans.list', 'plans.saveDraft', 'plans.publish', 'plans.undoPublishing']
    const documents = PROCEDURES.filter((path) => path.startsWith('documents.'))
    const own = ['myDay.day']

    expect(closedTo('practitioner')).toEqual(administers)
    expect(closedTo('frontDesk')).toEqual(
      expect.arrayContaining([...administers, ...isMedical, ...plans, ...documents, ...own]),
    )
    expect(closedTo('frontDesk')).toHaveLength(
      administers.length + isMedical.length + plans.length + documents.length + own.length,
    )
  })
})

describe('Every procedure, really called', () => {
  let clinic: TestClinic

  beforeAll(async () => {
    clinic = await openClinic()
  })
  afterAll(() => clinic.close())

  /** Without what it needs: whoever is let in gets no further than its input, or it does nothing of matter. */
  async function codeOf(path: string): Promise<string> {
    let at: unknown = clinic.client
    for (const name of path.split('.')) at = Reflect.get(Object(at), name)
    if (typeof at !== 'function') throw new Error(`No procedure ${path}`)
    try {
      await Reflect.apply(at, undefined, [{}])
      return 'answered'
    } catch (error) {
      if (error instanceof ORPCError) return String(error.code)
      throw error
    }
  }

  test.each(StaffRole.options)('R10.3 each procedure answers, or refuses, as the table says: %s', async (role) => {
    const { admin, lee, frontDesk } = clinic.people
    for (const path of PROCEDURES) {
      clinic.signInAs({ admin, practitioner: lee, frontDesk }[role])

      const code = await codeOf(path)

      expect([path, code === 'FORBIDDEN']).toEqual([path, !may(role, path)])
      expect([path, code === 'SIGNED_OUT']).toEqual([path, false])
    }
  })

  test.each(['nobody', 'locked'])('R10.3 a station answers only what needs nobody signed in: %s', async (state) => {
    for (const path of PROCEDURES) {
      clinic.signInAs(clinic.people.admin)
      await (state === 'locked' ? clinic.client.session.lock() : clinic.client.session.signOut())

      const code = await codeOf(path)

      expect([path, code === 'SIGNED_OUT']).toEqual([path, callersOf(path) !== 'anyone'])
      expect([path, code === 'FORBIDDEN']).toEqual([path, false])
    }
  })

  test('R10.3 whoever is refused is told whose it is', async () => {
    clinic.signInAs(clinic.people.frontDesk)

    const refused: unknown = await clinic.client.plans
      .list({ patientId: PatientId.parse(clinic.ids()) })
      .catch((error: unknown) => error)

    expect(refused).toMatchObject({ code: 'FORBIDDEN', data: { roles: ['admin', 'practitioner'] } })
  })
})
