import type { Service } from '../../../shared/contract/desk/calendar.ts'
import type { Staff } from '../../../shared/contract/desk/staff.ts'
import { isOfferedBy } from '../../../shared/domain/bookingConcerns.ts'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import type { BookingDraft } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'
import { Concerns } from './Concerns.tsx'
import type { BookingProblems } from './bookingView.ts'
import type { BookingField } from './nextField.ts'

/** What for and with whom: those who offer the service come first, the others stay within reach (R6.1). */
export function ServiceFields(props: {
  readonly draft: BookingDraft
  readonly services: readonly Service[]
  readonly staff: readonly Staff[]
  readonly problems: BookingProblems
  /** Beside the practitioner. */
  readonly sentences: readonly string[]
  readonly startsHere: boolean
  readonly onChange: (part: Partial<BookingDraft>, ...settled: (keyof BookingProblems)[]) => void
  readonly onLeave: (field: BookingField) => void
}) {
  const { draft, services, problems, onChange, onLeave } = props
  const service = services.find(({ id }) => id === draft.serviceId) ?? null
  const people = props.staff.filter(({ hasCalendar }) => hasCalendar)
  const offering = people.filter(({ id }) => !service || isOfferedBy(service, id))
  const others = people.filter((each) => !offering.includes(each))
  const options = (list: readonly Staff[]) => list.map(({ id, name }) => ({ value: id, label: name }))
  const t = words.calendar.booking
  const only = service && onlyOne(people, service)
  const chooseService = (picked: Service) => {
    // Who was filled in for the service before goes with it.
    const chosen = draft.practitionerId === only?.id ? null : draft.practitionerId
    const practitionerId = chosen ?? onlyOne(people, picked)?.id ?? null
    onChange({ serviceId: picked.id, formIds: null, practitionerId }, 'service', 'practitioner')
  }
  return (
    <>
      <SearchSelect
        data-field="service"
        data-autofocus={props.startsHere || undefined}
        label={t.service}
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.serviceId}
        error={problems.service ?? null}
        nothingFoundMessage={services.length === 0 ? t.noServices : null}
        allowDeselect={false}
        rightSectionWidth={service ? 96 : undefined}
        rightSection={
          service ? (
            <span className={styles['length']}>
              {t.length(service.minutes, service.bufferBeforeMinutes + service.bufferAfterMinutes)}
            </span>
          ) : undefined
        }
        onChange={(id) => {
          const picked = services.find((each) => each.id === id)
          if (picked) chooseService(picked)
        }}
        onOptionSubmit={() => onLeave('service')}
      />
      <div>
        <SearchSelect
          data-field="practitioner"
          label={t.practitioner}
          description={only && only.id === draft.practitionerId ? t.onlyOne(service.name) : null}
          data={
            service && others.length > 0
              ? [
                  { group: t.offering(service.name), items: options(offering) },
                  { group: t.notOffering, items: options(others) },
                ]
              : options(people)
          }
          value={draft.practitionerId}
          error={problems.practitioner ?? null}
          nothingFoundMessage={people.length === 0 ? t.noPeople : null}
          allowDeselect={false}
          onChange={(id) => {
            const picked = people.find((each) => each.id === id)
            if (picked) onChange({ practitionerId: picked.id }, 'practitioner')
          }}
          onOptionSubmit={() => onLeave('practitioner')}
        />
        <Concerns sentences={props.sentences} />
      </div>
    </>
  )
}

function onlyOne(people: readonly Staff[], service: Service): Staff | null {
  const [first, ...more] = people.filter(({ id }) => isOfferedBy(service, id))
  return more.length === 0 ? (first ?? null) : null
}
