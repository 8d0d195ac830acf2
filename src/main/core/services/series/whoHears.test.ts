import { beforeEach, expect, test } from 'vitest'
import type { DayAppointment } from '../../../../shared/contract/desk/calendar.ts'
import { AppointmentId } from '../../../../shared/domain/ids.ts'
import { HOUR } from '../../../../shared/domain/time.ts'
import { book as bookOne, openPairedClinic, outcomeOf } from '../../testing/deskActs.ts'
import { listeningTo } from '../../testing/listening.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { bookSeries, cancelFrom, seenOf, seriesOf } from '../../testing/seriesActs.ts'
import { bookSeries as book } from './bookSeries.ts'
import { cancelSeries } from './cancelSeries.ts'
import { undoSeries } from './undoSeries.ts'

let clinic: TestClinic
let anaId: Awaited<ReturnType<TestClinic['addPatient']>>['id']

beforeEach(async () => {
  clinic = await openPairedClinic()
  anaId = (await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })).id
  return () => clinic.close()
})

const history = async () => (await clinic.client.patients.history({ patientId: anaId })).map(({ facts }) => facts)

test.each<[string, (acting: TestClinic['acting'], visits: readonly DayAppointment[]) => Promise<unknown>]>([
  ['booked', async (acting) => book(acting, await seriesOf(clinic, anaId, { count: 2 }))],
  [
    'cancelled',
    async (acting, [first, ...others]) =>
      first &&
      cancelSeries(acting, {
        ...{ id: first.id, scope: 'following', seen: seenOf([first, ...others]) },
        ...{ tell: true, reason: null },
      }),
  ],
  ['undone', async (acting, [first]) => first && undoSeries(acting, seenOf((await cancelFrom(clinic, first)).visits))],
])('R10.6 every window hears of a series that is %s, and the endpoint at once', async (what, act) => {
  const visits = what === 'booked' ? [] : (await bookSeries(clinic, anaId, { count: 2 })).visits
  const { acting, heard, woken } = listeningTo(clinic.acting)

  await act(acting, visits)

  expect(heard).toEqual(expect.arrayContaining(['appointments', 'outbox', 'invitations', 'forms']))
  expect(woken()).toBeGreaterThan(0)
})

test('R6.6, R8.6 that the patient is told of a cancelled series is in the history, and not where nobody is', async () => {
  const { visits } = await bookSeries(clinic, anaId, { count: 2 })
  clinic.later(HOUR)
  const [first] = visits
  if (!first) throw new Error('No visit')
  const told = async () => (await history()).filter(({ action }) => action === 'appointment.told').length
  const before = await told()

  await cancelFrom(clinic, first, 'following')
  expect(await told()).toBe(before + 1)

  const { visits: silent } = await bookSeries(clinic, anaId, { count: 2, tell: false })
  const [second] = silent
  if (!second) throw new Error('No visit')
  await cancelFrom(clinic, second, 'following', false)
  expect(await told()).toBe(before + 1)
})

test('R6.2 of a visit that is none, or of no series, no series is cancelled', async () => {
  const cancel = (id: AppointmentId) =>
    outcomeOf(
      clinic.client.series.cancel({ id, scope: 'toCome', seen: [{ id, seenVersion: 1 }], tell: false, reason: null }),
    )

  expect(await cancel(AppointmentId.parse(clinic.ids()))).toBe('NOT_FOUND')
  expect(await cancel((await bookOne(clinic, anaId, { tell: false })).id)).toBe('NOT_FOUND')
})
