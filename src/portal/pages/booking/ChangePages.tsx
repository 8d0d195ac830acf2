import { useState, type ReactNode } from 'react'
import { changeableUntil } from '../../../shared/domain/booking/claims.ts'
import type { BookedVisit } from '../../../shared/contract/portalBooking.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import { useSearch } from 'wouter-preact/use-browser-location'
import { cancel, move, type CancelResult, type MoveResult } from '../../booking/acts.ts'
import { searchOf, wantedIn } from '../../booking/address.ts'
import type { Sale } from '../../booking/ask.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { leaveSteps, stayAtStep } from '../../steps.ts'
import { noteCancelled } from '../../tab.ts'
import { troubleInForm } from '../../trouble.ts'
import { REASON_LENGTH, ReasonField } from '../../views/booking/ReasonFields.tsx'
import { Button, CallLink, Notice, Problem } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'
import { TakenNotice } from './TakenNotice.tsx'
import { TimesPanel } from './TimesPanel.tsx'
import type { ChosenTime } from './TimesStep.tsx'
import { useFreeDays } from './useFreeDays.ts'

type ChangeProps = {
  readonly visit: BookedVisit
  readonly session: OpenSession
  /** What the endpoint knows of one's visits is asked for anew. */
  readonly refresh: () => Promise<void>
}

type ChangePagesProps = ChangeProps & { readonly act: 'move' | 'cancel'; readonly sale: Sale | null }

/** Moving and cancelling a visit of one's own, until the cut-off (R6.3). */
export function ChangePages({ act, sale, ...change }: ChangePagesProps): ReactNode {
  if (act === 'cancel') return <CancelPage {...change} />
  const service = sale?.services.find(({ id }) => id === change.visit.serviceId)
  return sale && service ? (
    <MovePage {...change} sale={sale} service={service} />
  ) : (
    <CallPage text={bookingWords.withdrawn.call} />
  )
}

type MovePageProps = ChangeProps & { readonly sale: Sale; readonly service: Sale['services'][number] }

/** Days and times again; the visit stays where it is until the new time is taken, in one act. */
function MovePage({ visit, session, refresh, sale, service }: MovePageProps): ReactNode {
  const portal = usePortal()
  const { profile, endSession, setNotice } = portal
  const { timeZone } = profile
  const wanted = wantedIn(useSearch())
  const same = service.practitionerIds.find((id) => id === visit.practitionerId) ?? null
  const practitionerId = wanted.isWhomSaid ? wanted.practitionerId : same
  const free = useFreeDays({ serviceId: service.id, practitionerId }, wanted.on)
  const [chosen, setChosen] = useState<ChosenTime | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [failure, setFailure] = useState<Exclude<MoveResult, { kind: 'moved' }> | null>(null)
  const { isBusy, run } = useBusy()
  const now = new Date().toISOString()
  const said = bookingWords.move
  const nameOf = (id: string) => sale.practitioners.find((each) => each.id === id)?.name ?? ''

  async function take(to: Parameters<typeof move>[3]): Promise<void> {
    setFailure(null)
    const result = await move(portal, session, visit, to)
    if (result.kind === 'signedOut') return endSession()
    if (result.kind === 'moved') {
      await refresh()
      setNotice(said.done(formats.weekdayDayClock(result.visit.startsAt, timeZone, now)))
      return leaveSteps()
    }
    setFailure(result)
    setChosen(null)
    if (result.kind === 'taken') free.askAgain()
  }

  if (failure?.kind === 'tooLate') return <CallPage text={bookingWords.tooLate} />
  if (failure?.kind === 'withdrawn') return <CallPage text={bookingWords.withdrawn.call} />
  const to = chosen && toOf(chosen, practitionerId)
  const isLast = chosen !== null && changeableUntil(chosen.startsAt, sale.rules) <= now
  return (
    <Page title={said.title} foot={bookingWords.times.foot(zoneCity(timeZone))} onBack={() => history.back()}>
      <PageHeading>{said.title}</PageHeading>
      <p className="pt-quiet">{said.lead(formats.weekdayDayClock(visit.startsAt, timeZone, now))}</p>
      {failure?.kind === 'taken' && (
        <TakenNotice next={failure.next} nameOf={nameOf} onChoose={(time) => run(() => take(time))} />
      )}
      <TimesPanel
        {...{ sale, free }}
        nameOf={practitionerId === null ? nameOf : null}
        chosenAt={chosen?.startsAt ?? null}
        onDay={(on) => {
          setChosen(null)
          stayAtStep('move', searchOf({ ...wanted, on }, location.search))
        }}
        onChoose={({ startsAt, practitionerIds: [first] }) => {
          setMissing(false)
          // Of the catalogue, as the endpoint answered it.
          setChosen({ startsAt, practitionerId: (first ?? null) as ChosenTime['practitionerId'] })
        }}
      />
      {practitionerId !== null && service.practitionerIds.length > 1 && (
        <div className="pt-actions">
          <Button
            kind="link"
            onClick={() => {
              setChosen(null)
              const anyone = { ...wanted, practitionerId: null, isWhomSaid: true, on: null }
              stayAtStep('move', searchOf(anyone, location.search))
            }}
          >
            {said.anyone}
          </Button>
        </div>
      )}
      {failure?.kind === 'trouble' && <Notice tone="bad">{troubleInForm(failure.trouble)}</Notice>}
      <div className="pt-stick">
        <Problem text={isMissing ? bookingWords.times.timeNeeded : null} />
        {isLast && <Notice tone="warn">{said.last}</Notice>}
        <Button isBusy={isBusy} busyText={said.busy} onClick={() => (to ? run(() => take(to)) : setMissing(true))}>
          {chosen
            ? said.button(
                formats.clock(chosen.startsAt, timeZone),
                formats.shortWeekdayDay(chosen.startsAt, timeZone, now),
              )
            : said.buttonAny}
        </Button>
      </div>
    </Page>
  )
}

/** Cancelling, asked once. */
function CancelPage({ visit, session, refresh }: ChangeProps): ReactNode {
  const portal = usePortal()
  const { profile, endSession, setNotice } = portal
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Exclude<CancelResult, { kind: 'cancelled' }> | null>(null)
  const { isBusy, run } = useBusy()
  const said = bookingWords.cancel

  async function take(): Promise<void> {
    if (reason.length > REASON_LENGTH) return
    setFailure(null)
    const result = await cancel(portal, session, visit, reason)
    if (result.kind === 'signedOut') return endSession()
    if (result.kind !== 'cancelled') return setFailure(result)
    noteCancelled(visit.appointmentId, result.at)
    const list = pathOf(portal.clinicId, visit.linkId, { page: 'visits' })
    // The list first: of a visit that the clinic has not seen yet nothing is left to show once it is off.
    leaveSteps(() => {
      goTo(list, 'replace')
      setNotice(said.done)
      void refresh()
    })
  }

  if (failure?.kind === 'tooLate') return <CallPage text={bookingWords.tooLate} />
  const when = formats.weekdayDayClock(visit.startsAt, profile.timeZone, new Date().toISOString())
  return (
    <Page title={said.heading} foot={words.foot.sealed} onBack={() => history.back()}>
      <PageHeading>{said.heading}</PageHeading>
      <p className="pt-lead">{said.lead(when)}</p>
      <ReasonField label={said.reason} hint={bookingWords.details.reasonHint} value={reason} onText={setReason} />
      {failure?.kind === 'trouble' && <Notice tone="bad">{troubleInForm(failure.trouble)}</Notice>}
      <div className="pt-actions">
        <Button isBusy={isBusy} busyText={said.busy} onClick={() => run(take)}>
          {said.button}
        </Button>
        <Button kind="link" onClick={() => history.back()}>
          {said.keep}
        </Button>
      </div>
    </Page>
  )
}

function CallPage({ text }: { readonly text: string }): ReactNode {
  const { profile } = usePortal()
  return (
    <Page title={words.visit.kicker} foot={words.foot.sealed} onBack={() => history.back()}>
      <PageHeading>{bookingWords.callHeading}</PageHeading>
      <p className="pt-lead">{text}</p>
      <div className="pt-actions">
        <CallLink phone={profile.phone} kind="main" />
      </div>
    </Page>
  )
}

/** Anyone's time is taken with the first who has it free; null where nobody is named. */
function toOf({ startsAt, practitionerId }: ChosenTime, wanted: string | null): Parameters<typeof move>[3] | null {
  const whom = wanted ?? practitionerId
  // Of the catalogue, as the endpoint answered it.
  return whom === null ? null : { startsAt, practitionerId: whom as NonNullable<ChosenTime['practitionerId']> }
}
