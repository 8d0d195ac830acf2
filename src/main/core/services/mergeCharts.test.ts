import { expect, test } from 'vitest'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { DAY } from '../../../shared/domain/time.ts'
import { MERGED_TABLES } from '../db/merging.ts'
import { book, openPairedClinic } from '../testing/deskActs.ts'
import type { TestClinic } from '../testing/openClinic.ts'
import { outboxIn, redeem, sendAccessLink, somebody, type Person } from '../testing/patientActs.ts'

const ANA = 'ana@example.test'

async function twoCharts() {
  const clinic = await openPairedClinic()
  const [old, kept] = [
    await clinic.addPatient('Anna Ruiz', { email: ANA }),
    await clinic.addPatient('Ana Ruiz', { email: ANA }),
  ]
  return { clinic, old, kept }
}

async function holds(clinic: TestClinic, patientId: PatientId, person: Person) {
  const { id } = await sendAccessLink(clinic, patientId, person.email)
  return redeem(clinic, id, person)
}

const merging = ({ old, kept }: Pick<Awaited<ReturnType<typeof twoCharts>>, 'old' | 'kept'>) => ({
  ...{ patientId: old.id, chartId: kept.id, seenVersion: old.version, seenChartVersion: kept.version },
})
const levelsOf = async (clinic: TestClinic, patientId: PatientId) =>
  (await clinic.client.access.get({ patientId })).holders.map(({ email, level }) => `${email} ${level}`)

test('R3.5 two charts of one person become one: visits and links of both are kept, each link at its level', async () => {
  const story = await twoCharts()
  await using clinic = story.clinic
  const { old, kept } = story
  const [ana, luis] = [await somebody(clinic, ANA), await somebody(clinic, 'luis@example.test')]
  const luisLink = await holds(clinic, old.id, luis)
  await clinic.client.access.lowerLink({ linkId: luisLink, reason: 'Asked for it' })
  await holds(clinic, kept.id, ana)
  await book(clinic, old.id)

  const { patient, chart } = await clinic.client.onlineBooking.compareCharts({ patientId: old.id, chartId: kept.id })
  expect([patient.online, chart.online]).toEqual([
    [{ email: 'luis@example.test', level: 'limited' }],
    [{ email: ANA, level: 'full' }],
  ])
  await clinic.client.patients.merge(merging(story))

  expect(await levelsOf(clinic, kept.id)).toEqual(['luis@example.test limited', `${ANA} full`])
  expect(await clinic.client.calendar.ofPatient({ patientId: kept.id })).toHaveLength(1)
  expect((await clinic.client.patients.get({ patientId: old.id })).standing).toBe('merged')
  expect(
    (await clinic.client.patients.search({ query: 'ruiz', limit: 9, offset: 0 })).patients.map(({ id }) => id),
  ).toEqual([kept.id])
  expect((await outboxIn(clinic)).map(({ kind }) => kind)).toContain('link.move')
  const history = await clinic.client.patients.history({ patientId: kept.id })
  expect(history.map(({ facts }) => facts.action)).toContain('patient.merged')
})

test('R3.5 a login that holds both keeps the older link of the chart that stays, at its level', async () => {
  const story = await twoCharts()
  await using clinic = story.clinic
  const { old, kept } = story
  const ana = await somebody(clinic, ANA)
  await holds(clinic, old.id, ana)
  const onKept = await holds(clinic, kept.id, ana)
  await clinic.client.access.lowerLink({ linkId: onKept, reason: 'Asked for it' })

  await clinic.client.patients.merge(merging(story))

  expect(await levelsOf(clinic, kept.id)).toEqual([`${ANA} limited`])
})

test('R3.5 a merge is undone the same day, and everything is where it was; the day after it is not', async () => {
  const story = await twoCharts()
  await using clinic = story.clinic
  const { old, kept } = story
  const ana = await somebody(clinic, ANA)
  await holds(clinic, old.id, ana)
  await holds(clinic, kept.id, ana)
  await book(clinic, old.id)
  await clinic.client.patients.merge(merging(story))
  expect(await clinic.client.patients.mergedToday({ patientId: kept.id })).toMatchObject([
    { patientId: old.id, name: 'Anna Ruiz', chartNumber: old.chartNumber },
  ])

  await clinic.client.patients.undoMerge({ patientId: old.id })
  await clinic.client.patients.undoMerge({ patientId: old.id })

  expect(await levelsOf(clinic, old.id)).toEqual([`${ANA} full`])
  expect(await levelsOf(clinic, kept.id)).toEqual([`${ANA} full`])
  expect(await clinic.client.calendar.ofPatient({ patientId: old.id })).toHaveLength(1)
  expect(await clinic.client.calendar.ofPatient({ patientId: kept.id })).toEqual([])
  expect(await clinic.client.patients.mergedToday({ patientId: kept.id })).toEqual([])
  const again = await clinic.client.patients.get({ patientId: old.id })
  expect(again.standing).toBe('chart')
  await clinic.client.patients.merge({ ...merging(story), seenVersion: again.version })
  clinic.later(DAY)
  await expect(clinic.client.patients.undoMerge({ patientId: old.id })).rejects.toMatchObject({ code: 'TOO_LATE' })
})

test('R3.5 of three charts merged one into the other, the first that is undone takes back its own alone', async () => {
  const story = await twoCharts()
  await using clinic = story.clinic
  const { old, kept } = story
  const third = await clinic.addPatient('Ana Maria Ruiz')
  await book(clinic, old.id)
  await clinic.client.patients.merge(merging(story))
  const chart = await clinic.client.patients.get({ patientId: kept.id })
  await clinic.client.patients.merge(merging({ old: chart, kept: third }))

  await clinic.client.patients.undoMerge({ patientId: old.id })
  await clinic.client.patients.undoMerge({ patientId: kept.id })

  expect(await clinic.client.calendar.ofPatient({ patientId: old.id })).toHaveLength(1)
  expect(await clinic.client.calendar.ofPatient({ patientId: kept.id })).toEqual([])
  expect((await clinic.client.patients.get({ patientId: old.id })).standing).toBe('chart')
})

test('R3.5, R10.7 a merge names what was seen of both, R10.3 is an admin’s, and takes no chart that is part of another', async () => {
  const story = await twoCharts()
  await using clinic = story.clinic
  const input = merging(story)

  await expect(clinic.client.patients.merge({ ...input, seenChartVersion: 9 })).rejects.toMatchObject({
    code: 'CHANGED_MEANWHILE',
  })
  await expect(clinic.client.patients.merge({ ...input, chartId: story.old.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  clinic.signInAs(clinic.people.lee)
  await expect(clinic.client.patients.merge(input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  clinic.signInAs(clinic.people.admin)
  await clinic.client.patients.merge(input)
  await expect(clinic.client.patients.merge(input)).rejects.toMatchObject({ code: 'TOO_LATE' })
})

test('R3.5 whatever table names a patient is moved by a merge, or by its own way', async () => {
  await using clinic = await openPairedClinic()
  const tables = await clinic.context.db.introspection.getTables()
  const named = tables.filter(({ columns }) => columns.some(({ name }) => name === 'patient_id'))
  // Links fold where one key holds both charts; the log, what was set aside and the merges themselves stay as they were written.
  const apart = ['link', 'audit', 'event_not_kept', 'patient_merge']

  expect(named.map(({ name }) => name).toSorted()).toEqual([...MERGED_TABLES, ...apart].toSorted())
})
