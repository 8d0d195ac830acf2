import type { ReactNode } from 'react'
import { partsOfDay, type Slot } from './week.ts'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'

type SlotListProps = {
  readonly slots: readonly Slot[]
  readonly timeZone: string
  readonly chosenAt: string | null
  /** Whose name stands under a time; null where whom one wants is chosen already. */
  readonly nameOf: ((practitionerId: string) => string) | null
  readonly onChoose: (slot: Slot) => void
}

/** The free times of a day, by the part of the day that they are in. */
export function SlotList({ slots, timeZone, chosenAt, nameOf, onChoose }: SlotListProps): ReactNode {
  return partsOfDay(slots, (at) => formats.clock(at, timeZone)).map(({ part, slots: inPart }) => (
    <section key={part}>
      <h2 className="pt-part-of-day">{bookingWords.times.parts[part]}</h2>
      <div className="pt-slots">
        {inPart.map((slot) => (
          <button
            key={slot.startsAt}
            type="button"
            className="pt-slot"
            aria-pressed={slot.startsAt === chosenAt}
            onClick={() => onChoose(slot)}
          >
            <strong>{formats.clock(slot.startsAt, timeZone)}</strong>
            {nameOf && <span dir="auto">{whoIn(slot, nameOf)}</span>}
          </button>
        ))}
      </div>
    </section>
  ))
}

function whoIn({ practitionerIds }: Slot, nameOf: (id: string) => string): string {
  const [first = '', ...others] = practitionerIds
  return others.length === 0 ? nameOf(first) : bookingWords.times.several(practitionerIds.length)
}
