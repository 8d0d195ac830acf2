import { weekOf, weeksOfMonth } from '../../../shared/domain/calendarDays.ts'
import type { StaffId } from '../../../shared/domain/ids.ts'
import { minutesBetween, type CalendarDay, type Instant } from '../../../shared/domain/time.ts'
import { dayBounds } from '../../../shared/domain/zone.ts'
import type { Acting, Db } from '../context.ts'
import { listVisitSpans } from '../db/appointments.ts'
import { readClinic } from '../db/clinic.ts'
import { readHours, type DayHours } from './bookingTime.ts'
import { listColumns, workedBy } from './calendar.ts'
import { onSaleIn, readOnSale } from './onSale.ts'
import { readVisits } from './visits.ts'

/** R6.2: the week of a day; one practitioner's visits as a day has them, of everybody's only when. */
export async function readWeek(acting: Acting, on: CalendarDay, asked: StaffId | null) {
  const { db } = acting
  const { days, people } = await readPeople(db, weekOf(on))
  const own = acting.actor.staff.id
  const whose = [asked, own].flatMap((id) => people.find(({ practitionerId }) => practitionerId === id) ?? [])[0]
  const practitionerId = (whose ?? people.find(({ isBookable }) => isBookable) ?? people[0])?.practitionerId ?? null
  const span = boundsOf(days)
  const appointments = practitionerId ? await readVisits(db, acting, { kind: 'span', ...span, practitionerId }) : []
  return { practitionerId, days, people, appointments }
}

/** R6.2: how many visits each has on each day of the weeks that the month of a day touches, and how long they take in all. */
export async function readMonth({ db }: Pick<Acting, 'db'>, on: CalendarDay) {
  const { days, people } = await readPeople(db, weeksOfMonth(on))
  return {
    days,
    people: people.map((each) => ({
      ...each,
      days: each.days.map(({ visits, ...day }) => ({
        ...day,
        visits: visits.length,
        bookedMinutes: visits.reduce((sum, { startsAt, endsAt }) => sum + minutesBetween(startsAt, endsAt), 0),
      })),
    })),
  }
}

type BoundDay = { readonly on: CalendarDay; readonly startsAt: Instant; readonly endsAt: Instant }

/** Whoever has a column in these days, when they work on each, and when their visits are that begin on it. */
async function readPeople(db: Db, on: readonly CalendarDay[]) {
  const { time_zone: timeZone } = await readClinic(db)
  const days = on.map((each) => ({ on: each, ...dayBounds(each, timeZone) }))
  const hours: ReadonlyMap<string, DayHours>[] = []
  for (const day of on) hours.push(await readHours(db, day))
  const visits = Map.groupBy(await listVisitSpans(db, boundsOf(days)), (row) => row.practitioner_id)
  const sale = await readOnSale(db, boundsOf(days))
  const columns = await listColumns(db, new Set(visits.keys()))
  const people = columns.map((column) => {
    const own = Map.groupBy(visits.get(column.practitionerId) ?? [], (row) => dayAt(days, row.starts_at))
    return {
      ...column,
      days: days.map((day, index) => ({
        ...workedBy(column, hours[index] ?? new Map()),
        onSale: onSaleIn(sale, column.practitionerId, day),
        isOff: (hours[index]?.get(column.practitionerId)?.off ?? []).length > 0,
        visits: (own.get(day.on) ?? []).map((row) => ({
          startsAt: row.starts_at,
          endsAt: row.ends_at,
          status: row.status,
        })),
      })),
    }
  })
  return { days, people }
}

function boundsOf(days: readonly BoundDay[]): Pick<BoundDay, 'startsAt' | 'endsAt'> {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) throw new Error('A span of no days')
  return { startsAt: first.startsAt, endsAt: last.endsAt }
}

function dayAt(days: readonly BoundDay[], at: Instant): CalendarDay | undefined {
  return days.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)?.on
}
