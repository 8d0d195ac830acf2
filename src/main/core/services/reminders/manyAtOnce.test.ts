import { expect, test } from 'vitest'
import type { Acting } from '../../context.ts'
import { book, TEN } from '../../testing/deskActs.ts'
import { openClinic } from '../../testing/openClinic.ts'
import { openWithEndpoint } from '../../testing/openWithEndpoint.ts'
import { DAY, HOUR, Instant, MINUTE, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { refreshReminders } from './layUp.ts'

test('R9.1, R11.6 a round lays up 25 reminders and asks for the next round at once, until none is left', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  for (let day = 0; day < 2; day += 1) {
    for (let half = 0; half < 13; half += 1) {
      const startsAt = plusMilliseconds(TEN, day * DAY + half * 30 * MINUTE - HOUR)
      await book(clinic, ana.id, { startsAt, despite: ['break'], tell: false })
    }
  }
  let woken = 0
  const context: Acting = { ...clinic.acting, wakeSync: () => void (woken += 1) }

  await refreshReminders(context)
  await refreshReminders(context)
  await story.round()

  expect(woken).toBe(1)
  expect(endpoint.takenOf('reminder.put')).toHaveLength(26)
})

test('R9.1 one that would leave at night leaves on the evening before, and not at all once that has passed', async () => {
  await using story = await openWithEndpoint()
  const { clinic, endpoint } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const early = Instant.parse('2026-03-05T15:30:00.000Z')
  clinic.later(43 * HOUR)
  await book(clinic, ana.id, { startsAt: early, despite: ['outsideHours'], tell: false })
  await book(clinic, ana.id, { startsAt: plusMilliseconds(early, DAY), despite: ['outsideHours'], tell: false })

  await story.round()

  expect(endpoint.takenOf('reminder.put').map(({ leavesAt }) => leavesAt)).toEqual(['2026-03-05T04:00:00.000Z'])
})

test('R9.1 the Outbox hears of what was laid up or taken back, and of nothing where nothing was', async () => {
  await using story = await openWithEndpoint()
  const { clinic } = story
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  const visit = await book(clinic, ana.id, { tell: false })
  const heard: string[] = []
  const context = {
    ...clinic.acting,
    changes: { ...clinic.acting.changes, publish: (what: string) => void heard.push(what) },
  }

  await refreshReminders(context)
  expect(heard).toEqual(['outbox'])
  await refreshReminders(context)
  expect(heard).toEqual(['outbox'])
  await clinic.context.db.updateTable('appointment').set({ status: 'cancelled' }).where('id', '=', visit.id).execute()
  await refreshReminders(context)
  expect(heard).toEqual(['outbox', 'outbox'])
})

test('R9.1 a clinic without an online service lays up none', async () => {
  await using clinic = await openClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: 'ana@example.test' })
  await book(clinic, ana.id, { tell: false })

  await refreshReminders(clinic.context)

  expect(await clinic.context.db.selectFrom('reminder').selectAll().execute()).toEqual([])
})
