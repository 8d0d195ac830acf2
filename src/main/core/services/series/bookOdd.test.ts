import { beforeEach, expect, test } from 'vitest'
import { HOUR, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { book, openPairedClinic } from '../../testing/deskActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn } from '../../testing/patientActs.ts'
import { bookSeries, seriesOf, TUESDAY_AT_9 } from '../../testing/seriesActs.ts'

let clinic: TestClinic
let ana: Awaited<ReturnType<TestClinic['addPatient']>>

beforeEach(async () => {
  clinic = await openPairedClinic()
  ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  return () => clinic.close()
})

test('R6.4, R8.6 what is odd about a visit of a series is in the history by itself, and what is not odd is not', async () => {
  const ben = await clinic.addPatient('Ben Okoro')
  await book(clinic, ben.id, { startsAt: TUESDAY_AT_9, tell: false })
  await bookSeries(clinic, ana.id, {
    count: 3,
    tell: false,
    visits: ([first, second, third]) => {
      if (!first || !second || !third) throw new Error('Three visits')
      const early = plusMilliseconds(second.startsAt, -HOUR)
      return [
        { ...first, overbookReason: 'Both agreed' },
        { ...second, startsAt: early, despite: ['outsideHours'] },
        third,
      ]
    },
  })

  const lines = (await clinic.client.patients.history({ patientId: ana.id })).map(({ facts }) => facts)
  expect(lines.filter(({ action }) => action === 'appointment.overbooked')).toMatchObject([{ reason: 'Both agreed' }])
  expect(lines.filter(({ action }) => action === 'appointment.booked')).toMatchObject([{ despite: ['outsideHours'] }])
})

test('R6.2, R8.4 an e-mail address that was missing is put on file with the series, and the confirmation goes there', async () => {
  const { id, version } = await clinic.addPatient('Ben Okoro')
  const wanted = await seriesOf(clinic, id, { count: 2 })

  await clinic.client.series.book({ ...wanted, emailForChart: { email: 'ben@example.test', seenVersion: version } })

  expect((await clinic.client.patients.get({ patientId: id }))?.email).toBe('ben@example.test')
  expect((await mailsIn(clinic)).map(({ content }) => content.to)).toEqual(['ben@example.test'])
})

test('R6.2 in whichever order they were ticked, the forms go with the first', async () => {
  const form = await addIntake(clinic)
  const wanted = await seriesOf(clinic, ana.id, { count: 3, visits: (ticked) => ticked.toReversed() })

  const { visits } = await clinic.client.series.book({ ...wanted, formIds: [form] })

  const assigned = await clinic.context.db.selectFrom('assignment').select('appointment_id').execute()
  expect(visits[0]?.startsAt).toBe(TUESDAY_AT_9)
  expect(assigned).toEqual([{ appointment_id: visits[0]?.id }])
})
