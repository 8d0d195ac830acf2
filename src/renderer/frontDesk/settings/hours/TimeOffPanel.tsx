import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TimeOff } from '../../../../shared/contract/desk/hours.ts'
import { TimeOffId, type StaffId } from '../../../../shared/domain/ids.ts'
import type { TimeOffDetails } from '../../../../shared/domain/workingHours.ts'
import { useOfferUndo } from '../../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../../components/useAct.ts'
import { newId } from '../../../format/newId.ts'
import { writeSpans } from '../../../format/typedHours.ts'
import { useClient } from '../../../state/ClientProvider.tsx'
import { useToday } from '../../../state/useToday.ts'
import { formats, words } from '../../../words/words.ts'
import styles from './hours.module.css'
import { StandingVisits } from './StandingVisits.tsx'
import { TimeOffForm } from './TimeOffForm.tsx'

/** R6.1, R10.8: the time off that is not over, each with the visits that stand in it. */
export function TimeOffPanel(props: {
  readonly practitionerId: StaffId
  readonly timeOff: readonly TimeOff[]
  readonly canChange: boolean
}) {
  const { practitionerId } = props
  const client = useClient()
  const { offer } = useOfferUndo()
  const today = useToday()
  const [isAdding, setAdding] = useState(false)
  const t = words.settings.hours.off
  const remove = useAct(({ id }: TimeOff) => client.hours.removeTimeOff({ id }), {
    onDone: (_done, { id, details, visits }) =>
      offer({
        ...{ message: t.removed, about: id, leavesAt: null },
        undo: () => {
          const back = { practitionerId, details, leaving: visits.map((visit) => visit.id) }
          return client.hours.addTimeOff({ ...back, id: TimeOffId.parse(newId()) })
        },
      }),
  })
  return (
    <section className={styles['off']} aria-label={t.title}>
      <div className={styles['offHead']}>
        <h2>{t.title}</h2>
        {props.canChange && !isAdding ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        ) : null}
      </div>
      {isAdding ? <TimeOffForm practitionerId={practitionerId} onClose={() => setAdding(false)} /> : null}
      {props.timeOff.length === 0 && !isAdding ? <p className={styles['quiet']}>{t.none}</p> : null}
      <ul className={styles['offList']}>
        {props.timeOff.map((each) => (
          <li key={each.id}>
            <div className={styles['offRow']}>
              <span>
                <b>{daysOf(each.details, today)}</b>
                <small dir="auto">{[timesOf(each.details), each.details.word].filter(Boolean).join(', ')}</small>
              </span>
              {props.canChange ? (
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  aria-label={words.common.remove(daysOf(each.details, today))}
                  onClick={() => remove.run(each)}
                >
                  {t.remove}
                </Button>
              ) : null}
            </div>
            {each.visits.length > 0 ? (
              <StandingVisits title={t.stand(each.visits.length)} visits={each.visits} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function daysOf({ fromOn, toOn }: TimeOffDetails, today: string): string {
  const [first, last] = [fromOn, toOn].map((on) => formats.shortWeekdayDay(on, 'UTC', today))
  return fromOn === toOn ? (first ?? '') : words.settings.hours.off.days(first ?? '', last ?? '')
}

function timesOf({ from, to }: TimeOffDetails): string {
  const t = words.settings.hours.off
  if (from !== null && to !== null) return writeSpans([{ from, to }])
  if (from !== null) return t.from(from)
  return to !== null ? t.until(to) : t.whole
}
