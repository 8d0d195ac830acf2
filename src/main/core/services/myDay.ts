import type { LeftOpen, MyVisit } from '../../../shared/contract/desk/myDay.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { changedAnswers } from '../../../shared/domain/questionnaires/changedAnswers.ts'
import { counts, formsSince, type FormSince } from '../../../shared/domain/questionnaires/formsSince.ts'
import { Questionnaire, QuestionnaireResponse } from '../../../shared/domain/questionnaires/types.ts'
import { DAY, plusMilliseconds, type CalendarDay } from '../../../shared/domain/time.ts'
import { dayBounds, dayOf } from '../../../shared/domain/zone.ts'
import type { Acting } from '../context.ts'
import { readClinic } from '../db/clinic.ts'
import { findSubmission } from '../db/forms.ts'
import {
  countToCome,
  listDraftsOf,
  listLastVisits,
  listRequestsOf,
  listReturnedOf,
  listUnmarkedOf,
} from '../db/myDay.ts'
import { readVisits } from './visits.ts'

/** So long ago a visit may have been that is asked about. */
const UNMARKED = 30 * DAY
const DRAFTS = 50

/** R10.1: the visits that whoever is signed in has on a day, each with what is new, and what they left open. */
export async function readMyDay(acting: Acting, on: CalendarDay) {
  const { db, actor } = acting
  const { time_zone: timeZone } = await readClinic(db)
  const all = await readVisits(db, acting, { kind: 'span', ...dayBounds(on, timeZone) })
  const mine = all.filter(({ practitionerId }) => practitionerId === actor.staff.id)
  return { on, visits: await withNews(acting, mine), leftOpen: await readLeftOpen(acting, timeZone) }
}

/** R10.1: how many visits of theirs are to come today; for the rail. */
export async function readMyVisitsToCome({ db, clock, actor }: Acting): Promise<number> {
  const { time_zone: timeZone } = await readClinic(db)
  return countToCome(db, actor.staff.id, dayBounds(dayOf(clock.now(), timeZone), timeZone))
}

async function withNews(acting: Acting, visits: Awaited<ReturnType<typeof readVisits>>): Promise<MyVisit[]> {
  const { db } = acting
  if (visits.length === 0) return []
  const patientIds = [...new Set(visits.map(({ patientId }) => patientId))]
  const ids = visits.map(({ id }) => id)
  const lastVisits = new Map((await listLastVisits(db, ids)).map((row) => [row.id, row.last_visit_at]))
  const returned = Map.groupBy(await listReturnedOf(db, patientIds), (row) => row.patient_id)
  const requests = new Map<string | null, number>(
    (await listRequestsOf(db, patientIds)).map((row) => [row.patient_id, row.count]),
  )
  const withNewsOf = async (visit: (typeof visits)[number]): Promise<MyVisit> => {
    const lastVisitAt = lastVisits.get(visit.id) ?? null
    const forms = formsSince(returned.get(visit.patientId) ?? [], lastVisitAt)
    return {
      ...visit,
      lastVisitAt,
      news: { ...(await formNews(acting, forms)), requests: requests.get(visit.patientId) ?? 0 },
    }
  }
  return Promise.all(visits.map(withNewsOf))
}

type Returned = Awaited<ReturnType<typeof listReturnedOf>>[number]

async function formNews(acting: Acting, forms: readonly FormSince<Returned>[]) {
  let changed = 0
  for (const { newer, earlier } of forms) {
    if (earlier) changed += changedAnswers(await answered(acting, earlier), await answered(acting, newer)).length
  }
  const good = forms.filter(({ newer }) => counts(newer))
  return {
    forms: good.length,
    keptAside: forms.length - good.length,
    changedAnswers: changed,
    hasFirstAnswers: good.some(({ earlier }) => earlier === null),
  }
}

async function answered({ db }: Acting, { id }: Returned) {
  const row = await findSubmission(db, id)
  if (!row) throw new Error('A submission is gone that was listed a moment ago')
  return {
    questionnaire: Questionnaire.parse(JSON.parse(row.resource_json)),
    response: QuestionnaireResponse.parse(JSON.parse(row.response_json)),
  }
}

async function readLeftOpen({ db, clock, actor }: Acting, timeZone: string): Promise<LeftOpen[]> {
  const now = clock.now()
  const drafts = await listDraftsOf(db, actor.staff.id, DRAFTS)
  const unmarked = await listUnmarkedOf(db, actor.staff.id, {
    from: plusMilliseconds(now, -UNMARKED),
    until: dayBounds(dayOf(now, timeZone), timeZone).startsAt,
  })
  const open: LeftOpen[] = [
    ...unmarked.map((row) => ({ kind: 'unmarkedVisit' as const, ...whose(row), id: row.id, since: row.starts_at })),
    ...drafts.map((row) => {
      return { kind: 'draftPlan' as const, ...whose(row), id: row.id, title: row.title, since: row.draft_saved_at }
    }),
  ]
  return open.sort((one, other) => (one.since < other.since ? -1 : 1))
}

function whose(row: { readonly patient_id: PatientId; readonly given_name: string; readonly family_name: string }) {
  return { patientId: row.patient_id, patientName: `${row.given_name} ${row.family_name}` }
}
