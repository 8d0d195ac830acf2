import { useId, useLayoutEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { Chip, Pill } from '../../components/Pill.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { willComeMark } from '../onlineMarks.ts'
import { SeriesMark } from '../SeriesMark.tsx'
import { BLOCKER_TONE } from '../today/todayView.ts'
import { useVisitStanding } from '../useVisitStanding.ts'
import { cardPlace } from './cardPlace.ts'
import type { CarryStore } from './carrying.ts'
import type { GridColumn } from './dayView.ts'
import { CARD, useHoverCard } from './useHoverCard.ts'
import styles from './visitCard.module.css'

/** R6.2: beside the block that the pointer or the focus rests on, what there is to know of its visit. */
export function HoverCard(props: {
  readonly carry: CarryStore
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
}) {
  const shown = useHoverCard()
  const isCarrying = useStore(props.carry, ({ carried }) => carried !== null)
  const visit = props.appointments.find(({ id }) => id === shown)
  if (!visit || isCarrying) return null
  const column = props.columns.find(({ practitionerId }) => practitionerId === visit.practitionerId)
  return <VisitCard visit={visit} practitionerName={column?.name ?? ''} />
}

function VisitCard(props: { readonly visit: DayAppointment; readonly practitionerName: string }) {
  const { visit } = props
  const id = useId()
  const card = useRef<HTMLDivElement>(null)
  const timeZone = useTimeZone()
  const { label, since, tone } = useVisitStanding(visit)
  useLayoutEffect(() => {
    const block = document.querySelector<HTMLElement>(`.day-grid [data-visit="${CSS.escape(visit.id)}"]`)
    if (!card.current || !block) return
    const { width, height } = card.current.getBoundingClientRect()
    const { left, top } = cardPlace(block.getBoundingClientRect(), { width, height }, pageSize())
    card.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
    block.setAttribute('aria-describedby', id)
    return () => block.removeAttribute('aria-describedby')
  })
  const t = words.calendar
  const willCome = willComeMark(visit)
  const time = t.range(formats.clock(visit.startsAt, timeZone), formats.clock(visit.endsAt, timeZone))
  return (
    <div className={styles['card']} role="tooltip" id={id} ref={card} {...{ [CARD]: '' }}>
      <p className={styles['who']}>
        <strong dir="auto">{visit.patientName}</strong> {visit.patientAge}{' '}
        <span title={since}>
          <Pill tone={tone}>{label}</Pill>
        </span>{' '}
      </p>
      <p>
        {time} {visit.serviceName} {t.card.with(props.practitionerName)} <SeriesMark series={visit.series} />
      </p>
      <p>
        {t.card.telephone} <b>{visit.patientPhone ?? t.card.noTelephone}</b>
      </p>
      {visit.reason === null ? null : (
        <p>
          {t.notes.reason} <b dir="auto">{visit.reason}</b>
        </p>
      )}
      {visit.note === null ? null : (
        <p>
          {t.notes.note} <b dir="auto">{visit.note}</b>
        </p>
      )}
      <p className={styles['chips']}>
        {visit.alert === null ? null : <Chip tone="bad">{visit.alert}</Chip>}
        {visit.isBookedOnline ? <Chip tone="plain">{words.today.online.booked}</Chip> : null}
        {willCome === null ? null : <Chip tone="good">{willCome}</Chip>}
        {visit.blockers.length === 0 ? words.today.nothingMissing : null}
        {visit.blockers.map((blocker) => (
          <Chip key={blocker} tone={BLOCKER_TONE[blocker]}>
            {words.today.blocker[blocker]}
          </Chip>
        ))}
      </p>
    </div>
  )
}

function pageSize() {
  const { clientWidth: width, clientHeight: height } = document.documentElement
  return { width, height }
}
