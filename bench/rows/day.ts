import { dayBounds } from '../../src/shared/domain/zone.ts'
import type { Bench } from '../row.ts'
import { BUSY_DAY, fillBusyDay } from '../support/busyDay.ts'
import { openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times, timeEach } from '../support/measure.ts'
import { openRaw } from '../support/openRaw.ts'

/** The busiest day that a clinic has, with a form, an e-mail and a link for each visit. */
export const day: Bench = {
  name: 'Day of 12 practitioners with 30 appointments each',
  run: async () => {
    const clinic = await openLargeClinic(2_000)
    await fillBusyDay(clinic)
    const raw = await openRaw(clinic)
    try {
      const often = Array.from({ length: 100 }, () => BUSY_DAY)
      const ours = await timeEach(often, (on) => clinic.client.calendar.day({ on }))

      const { startsAt, endsAt } = dayBounds(BUSY_DAY, 'America/Vancouver')
      const join = raw.prepare(
        `SELECT * FROM appointment JOIN patient ON patient.id = appointment.patient_id
         JOIN service ON service.id = appointment.service_id WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at`,
      )
      const bare = await timeEach(often, () => join.all(startsAt, endsAt))
      return [
        {
          what: 'calendar.day through the router, 360 appointments with their blockers, p95',
          ours: inWords(ours.p95),
          yardstick: `${inWords(bare.p95)} bare join, no blockers`,
          ratio: times(ours.p95 / bare.p95),
          target: '≤ 10 ms',
        },
      ]
    } finally {
      raw.close()
      await clinic.close()
    }
  },
}
