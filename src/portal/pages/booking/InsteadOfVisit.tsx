import { useId, type ReactNode } from 'react'
import type { Sale } from '../../booking/ask.ts'
import { usePortal } from '../../portal.ts'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { listedOf, useBooked } from '../useBooked.ts'
import type { Holding } from '../useRecords.ts'

/** R6.2: whether a yes moves a visit that they have for the same, and which; nothing where they have none. */
export function InsteadOfVisit(props: {
  readonly holding: Holding
  readonly service: Sale['services'][number]
  readonly value: string | null
  readonly onChoose: (visitId: string | null) => void
}): ReactNode {
  const { holding, service, value, onChoose } = props
  const { timeZone } = usePortal().profile
  const booked = useBooked()
  const id = useId()
  const { wait } = bookingWords
  const now = new Date().toISOString()
  const known = (holding.index?.items ?? []).flatMap((item) => (item.kind === 'appointment' ? [item.appointment] : []))
  const visits = listedOf(booked, holding.link.id, known).filter(
    ({ serviceName, status, startsAt }) => serviceName === service.name && status === 'booked' && startsAt > now,
  )
  if (visits.length === 0) return null
  const choices = [
    { id: null, label: wait.besides },
    ...visits.map((visit) => ({
      id: visit.id,
      label: wait.insteadOf(formats.weekdayDayClock(visit.startsAt, timeZone, now)),
    })),
  ]
  return (
    <fieldset className="pt-field">
      <legend className="pt-label">{wait.yes}</legend>
      <div className="pt-choices">
        {choices.map((choice) => (
          <label key={choice.id} className="pt-choice">
            <input type="radio" name={id} checked={value === choice.id} onChange={() => onChoose(choice.id)} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
