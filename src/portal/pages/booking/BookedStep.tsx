import { useEffect, useMemo, type ReactNode } from 'react'
import type { Sale } from '../../booking/ask.ts'
import type { Booked } from '../../booking/kept.ts'
import { visitFile } from '../../booking/visitFile.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { Icon } from '../../views/icons.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { Page } from '../Page.tsx'

type BookedStepProps = { readonly sale: Sale; readonly booked: Booked; readonly onAnother: () => void }

/** It is booked: when, with whom, the file for one's calendar, and what is still to do (R2.1, R9.1). */
export function BookedStep({ sale, booked, onAnother }: BookedStepProps): ReactNode {
  const { clinicId, profile, session } = usePortal()
  const { timeZone } = profile
  const { visit, email, isNewLogin } = booked
  const now = new Date().toISOString()
  const said = bookingWords.booked
  const isOpen = session.kind === 'open'
  const service = sale.services.find(({ id }) => id === visit.serviceId)?.name ?? ''
  const name = sale.practitioners.find(({ id }) => id === visit.practitionerId)?.name ?? ''
  const { changeableUntil: until } = visit
  const foot =
    until > now
      ? said.foot(formats.shortWeekdayDay(until, timeZone, now), formats.clock(until, timeZone))
      : words.foot.sealed
  return (
    <Page title={bookingWords.title} foot={foot}>
      <PageHeading>{visit.isAwaited ? said.awaited : said.heading}</PageHeading>
      <div className="pt-held pt-booked">
        <p className="pt-held-when">{formats.weekdayDayClock(visit.startsAt, timeZone, now)}</p>
        <p dir="auto">{bookingWords.withOne(service, name)}</p>
        <p dir="auto">{[profile.name, profile.addressLine].filter((part) => part !== '').join(', ')}</p>
      </div>
      {visit.isAwaited && <Notice tone="info">{said.awaitedText}</Notice>}
      <CalendarLink visit={visit} />
      <section>
        <h2>{isNewLogin ? said.confirm : said.mail}</h2>
        <p className="pt-quiet">{isNewLogin ? said.confirmText(email) : said.mailText(email)}</p>
        {!isOpen && <p className="pt-quiet">{said.framed}</p>}
      </section>
      <div className="pt-actions">
        {isOpen ? (
          <Button onClick={() => goTo(pathOf(clinicId, visit.linkId, { page: 'visits' }))}>{said.visits}</Button>
        ) : (
          <a
            className="pt-button pt-button-quiet"
            href={pathOf(clinicId, null, { page: 'home' })}
            target="_blank"
            rel="noreferrer"
          >
            {said.newTab}
          </a>
        )}
        <Button kind="link" onClick={onAnother}>
          {said.another}
        </Button>
      </div>
    </Page>
  )
}

/** The visit as a file that a calendar opens; made here, and told to nobody. */
function CalendarLink({ visit }: { readonly visit: Booked['visit'] }): ReactNode {
  const { profile } = usePortal()
  const { name, addressLine } = profile
  const url = useMemo(() => {
    const text = visitFile({
      id: visit.appointmentId,
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      sequence: visit.sequence,
      summary: bookingWords.booked.calendarTitle(name),
      addressLine,
      now: new Date().toISOString(),
    })
    return URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
  }, [visit, name, addressLine])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <div className="pt-actions">
      <a className="pt-button pt-button-quiet" href={url} download="visit.ics">
        <Icon name="calendar" size={20} />
        {bookingWords.booked.save}
      </a>
    </div>
  )
}
