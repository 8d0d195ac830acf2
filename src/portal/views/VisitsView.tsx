import type { ReactNode } from 'react'
import { formats, words } from '../words/words.ts'
import { Button, Row } from './controls.tsx'
import type { ShownVisit } from './homeModel.ts'
import { visitDetail, VisitTitle } from './HomeView.tsx'
import { PageHeading } from './PageHeading.tsx'
import type { ListedVisit } from './visitList.ts'

type VisitsViewProps = {
  readonly timeZone: string
  readonly now: string
  readonly toCome: readonly ListedVisit[]
  readonly past: readonly ShownVisit[]
  readonly onOpen: (appointmentId: string) => void
  /** Null where nothing is booked online. */
  readonly onBook: (() => void) | null
}

/** Visits to come and past ones, of one person. */
export function VisitsView({ timeZone, now, toCome, past, onOpen, onBook }: VisitsViewProps): ReactNode {
  return (
    <>
      <PageHeading>{words.visits.title}</PageHeading>
      <section>
        <h2>{words.visits.toCome}</h2>
        {toCome.length === 0 && <p className="pt-quiet">{words.visits.noneToCome}</p>}
        <VisitRows {...{ timeZone, now, onOpen }} visits={toCome} />
        {onBook && (
          <div className="pt-actions">
            <Button kind={toCome.length === 0 ? 'main' : 'quiet'} onClick={onBook}>
              {words.visits.book}
            </Button>
          </div>
        )}
      </section>
      {past.length > 0 && (
        <section>
          <h2>{words.visits.heading}</h2>
          <ul className="pt-rows">
            {past.map((visit) => (
              <Row
                key={visit.id}
                icon="calendar"
                title={formats.weekdayDayClock(visit.startsAt, timeZone, now)}
                detail={`${visit.practitionerName} · ${visit.serviceName}`}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type VisitRowsProps = Pick<VisitsViewProps, 'timeZone' | 'now' | 'onOpen'> & { readonly visits: readonly ListedVisit[] }

/** Visits to come as rows to tap. */
export function VisitRows({ visits, timeZone, now, onOpen }: VisitRowsProps): ReactNode {
  return (
    <ul className="pt-rows">
      {visits.map((visit) => (
        <Row
          key={visit.id}
          icon="calendar"
          title={<VisitTitle visit={visit} timeZone={timeZone} now={now} />}
          detail={visitDetail(visit)}
          onOpen={() => onOpen(visit.id)}
        />
      ))}
    </ul>
  )
}
