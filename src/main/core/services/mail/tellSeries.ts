import type { Leaving } from '../../../../shared/contract/desk/outbox.ts'
import { InvitationId, SeriesId, type AppointmentId } from '../../../../shared/domain/ids.ts'
import type { MailSeries } from '../../../../shared/domain/mailContent.ts'
import { isTold, tellingOf, toBefore, toTell, type TellingKind, type Told } from '../../../../shared/domain/telling.ts'
import { Instant, MINUTE, minutesBetween, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { timesOf } from '../../../../shared/domain/recurrence/recurrence.ts'
import type { Tx } from '../../context.ts'
import { findMail, type MailRow } from '../../db/mails.ts'
import { readOnlineBookingRow } from '../../db/onlineBooking.ts'
import { findSeries, isAnotherKnown, isOneInDoubt, listToldBy } from '../../db/series.ts'
import { noteTold } from '../../db/visitChanges.ts'
import { failure } from '../serviceError.ts'
import { leaveMail } from './leaveMail.ts'
import { takeBack } from './takeBack.ts'
import { changeOf, formsOf, openFormsOf, weigh, type Tellable, type Telling } from './tellByEmail.ts'

/** One e-mail about several visits of a series. */
export type SeriesTelling = {
  readonly id: SeriesId
  readonly kind: TellingKind
  readonly visits: readonly AppointmentId[]
}

/**
 * R6.2, R9.1: leaves the one e-mail by which a patient hears of several visits of a series: that they are, that they are
 * elsewhere, or that they are off. What its patient knows already, or cannot hear of in time, is not in it; of nothing there is none, and null.
 */
export async function tellSeries(tx: Tx, acting: Telling, telling: SeriesTelling): Promise<Leaving | null> {
  const tellable = await listTellable(tx, acting, telling)
  const [first] = tellable
  const series = await findSeries(tx, telling.id)
  if (!first || !series) return null
  const { email, givenName, visit } = first
  const withForms = telling.kind === 'confirmation' ? await firstForms(tx, acting, tellable) : null
  const { cut_off_minutes: cutOffMinutes } = await readOnlineBookingRow(tx)
  const ids = tellable.map((each) => each.visit.id)
  // A calendar that has visits of it already is told of these alone.
  const isWhole = telling.kind === 'confirmation' && !(await isAnotherKnown(tx, telling.id, ids))
  const visits = tellable.map((each) => toMailVisit(each, telling.kind))
  const mailSeries: MailSeries = {
    ...{ id: telling.id, timeZone: series.time_zone },
    whole: isWhole ? wholeOf(series, visits) : null,
    visits,
  }
  const about = { givenName, practitionerCalledName: visit.practitionerCalledName, series: mailSeries, cutOffMinutes }
  const facts = {
    confirmation: {
      kind: 'seriesConfirmation',
      ...about,
      forms: withForms && (await formsOf(tx, withForms)),
    },
    change: { kind: 'seriesChange', ...about, ...changeOf(visit, first.before?.visit ?? null) },
    cancellation: { kind: 'seriesCancellation', givenName, series: mailSeries },
  } as const
  const leaving = await leaveMail(tx, acting, facts[telling.kind], {
    to: email,
    patientId: visit.patientId,
    seriesId: telling.id,
    invitationId: withForms && InvitationId.parse(withForms.id),
  })
  for (const each of tellable) {
    await noteTold(tx, each.visit.id, {
      ...{ visit: toTell(each.visit), how: 'email', at: acting.clock.now(), by: acting.actor?.staff.id ?? null },
      ...{ mailId: leaving.mailId, before: toBefore(each.before) },
    })
  }
  return leaving
}

/**
 * Whatever there is to tell of these visits as they stand: one e-mail of each kind.
 * @returns the first that leaves; null where there is nothing to tell
 */
export async function tellSeriesAnew(
  tx: Tx,
  acting: Telling,
  id: SeriesId,
  visits: readonly AppointmentId[],
): Promise<Leaving | null> {
  let leaving: Leaving | null = null
  for (const kind of ['confirmation', 'change', 'cancellation'] as const) {
    const left = await tellSeries(tx, acting, { id, kind, visits })
    leaving ??= left
  }
  return leaving
}

/** Visits that there is something of this kind to tell of, in the order in which they are named. */
export async function listTellable(
  tx: Tx,
  acting: Telling,
  { kind, visits }: Pick<SeriesTelling, 'kind' | 'visits'>,
): Promise<Tellable[]> {
  const tellable: Tellable[] = []
  for (const id of visits) {
    const weighed = await weigh(tx, acting, id)
    if ('obstacle' in weighed) continue
    const { visit, before } = weighed
    if (isTold(visit, before, acting.clock.now())) continue
    if (tellingOf(visit, before?.visit ?? null) === kind) tellable.push(weighed)
  }
  return tellable
}

async function firstForms(tx: Tx, acting: Telling, tellable: readonly Tellable[]) {
  for (const { visit, email } of tellable) {
    const invitation = await openFormsOf(tx, acting, visit, email)
    if (invitation) return invitation
  }
  return null
}

/** As a calendar is to know it: one that is off as its patient knows it. */
function toMailVisit({ visit, before }: Tellable, kind: TellingKind) {
  const startsAt = (kind === 'cancellation' ? before?.visit?.startsAt : null) ?? visit.startsAt
  const endsAt = plusMilliseconds(startsAt, minutesBetween(visit.startsAt, visit.endsAt) * MINUTE)
  // A visit of a series has its place in it.
  return { originallyAt: visit.series?.originallyAt ?? startsAt, startsAt, endsAt, sequence: visit.sequence }
}

function wholeOf(
  series: NonNullable<Awaited<ReturnType<typeof findSeries>>>,
  visits: MailSeries['visits'],
): MailSeries['whole'] {
  const firstAt = Instant.parse(series.first_at)
  const kept = new Set(visits.map(({ originallyAt }) => originallyAt))
  return {
    ...{ rule: series.rule, firstAt, minutes: series.minutes },
    without: timesOf(series.rule, firstAt, series.time_zone).filter((at) => !kept.has(at)),
  }
}

/**
 * R9.3: an e-mail about several visits by which this one was to be told, and that has not left, does not leave.
 * @returns what it told of, to be told again of those that it is still so of; null where there was none, or it may have left
 */
export async function takeBackSeriesMail(tx: Tx, acting: Telling, told: Told | null): Promise<SeriesTelling | null> {
  const mail = told?.mailId ? await findMail(tx, told.mailId) : null
  if (!mail || mail.series_id === null || mail.state !== 'waiting') return null
  const id = SeriesId.parse(mail.series_id)
  const visits = await listToldBy(tx, id, mail.id)
  if (mail.leaves_at <= acting.clock.now() && !(await isOneInDoubt(tx, visits))) return null
  await takeBack(tx, acting, mail)
  return { id, kind: kindOf(mail), visits }
}

export function kindOf({ kind }: Pick<MailRow, 'kind'>): SeriesTelling['kind'] {
  if (kind === 'confirmation' || kind === 'change' || kind === 'cancellation') return kind
  throw failure('NOT_FOUND')
}
