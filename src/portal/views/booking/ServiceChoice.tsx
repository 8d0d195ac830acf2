import { useId, type ReactNode } from 'react'
import { bookingWords } from '../../words/bookingWords.ts'
import { Problem } from '../controls.tsx'
import { Badge } from '../Frame.tsx'
import { Icon } from '../icons.tsx'

export type OfferedService = { readonly id: string; readonly name: string; readonly minutes: number }

/** Whom one can choose. `detail` says their first free day, or why there is none. */
export type OfferedPerson = {
  /** Null for anyone. */
  readonly id: string | null
  readonly name: string
  readonly detail: string
  readonly isOffered: boolean
}

type ServiceChoiceProps = {
  readonly services: readonly OfferedService[]
  readonly chosen: string | null
  readonly onChoose: (serviceId: string) => void
  readonly problem: string | null
}

/** What the visit is for, with how long it takes. */
export function ServiceChoice({ services, chosen, onChoose, problem }: ServiceChoiceProps): ReactNode {
  const id = useId()
  return (
    <fieldset className="pt-services" aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className="pt-unseen">{bookingWords.choose.service}</legend>
      {services.map((service) => (
        <label key={service.id} className="pt-service">
          <input
            type="radio"
            name={`${id}-service`}
            checked={service.id === chosen}
            onChange={() => onChoose(service.id)}
          />
          <span className="pt-service-name" dir="auto">
            {service.name}
          </span>
          <span className="pt-service-length">{bookingWords.minutes(service.minutes)}</span>
        </label>
      ))}
      <Problem id={`${id}-problem`} text={problem} />
    </fieldset>
  )
}

type PersonChoiceProps = {
  readonly people: readonly OfferedPerson[]
  readonly chosen: string | null
  readonly onChoose: (practitionerId: string | null) => void
}

/** With whom: each with the first free day. */
export function PersonChoice({ people, chosen, onChoose }: PersonChoiceProps): ReactNode {
  const id = useId()
  return (
    <fieldset className="pt-people">
      <legend className="pt-unseen">{bookingWords.choose.with}</legend>
      <div className="pt-people-head" aria-hidden="true">
        <h2>{bookingWords.choose.with}</h2>
        <span>{bookingWords.choose.firstFree}</span>
      </div>
      <div className="pt-people-grid">
        {people.map((person) => (
          <label key={person.id ?? 'anyone'} className="pt-person">
            <input
              type="radio"
              className="pt-unseen"
              name={`${id}-person`}
              checked={person.id === chosen}
              disabled={!person.isOffered}
              onChange={() => onChoose(person.id)}
            />
            {person.id === null ? (
              <span className="pt-badge pt-badge-anyone" aria-hidden="true">
                <Icon name="people" size={20} />
              </span>
            ) : (
              <Badge name={person.name} />
            )}
            <span className="pt-person-text">
              <span className="pt-person-name" dir="auto">
                {person.name}
              </span>
              <span className="pt-person-detail">{person.detail}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
