import { Button, NativeSelect } from '@mantine/core'
import { MOST_VISITS } from '../../../shared/domain/recurrence/recurrence.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import { concernSentence, takenSentence, type ConcernNames } from './concernSentence.ts'
import { HowOften } from './HowOften.tsx'
import { ENDS, REPEATS, type Repeat, type ShownVisit } from './repeat.ts'
import type { RepeatState } from './useRepeat.ts'
import { VisitTick } from './VisitTick.tsx'

/** R6.2: whether and how a visit recurs, and every one of them before it is saved, with what is odd about it. */
export function RepeatFields({
  state,
  names,
}: {
  readonly state: RepeatState
  readonly names: Omit<ConcernNames, 'day'>
}) {
  const { choice, shown } = state
  const t = words.calendar.repeat
  return (
    <div>
      <div className={styles['pair']}>
        <NativeSelect
          label={t.label}
          data={REPEATS.map((repeat) => ({ value: repeat, label: t.every[repeat] }))}
          value={choice.repeat}
          onChange={(event) => {
            const repeat = REPEATS.find((each) => each === event.currentTarget.value) satisfies Repeat | undefined
            if (repeat) state.choose({ ...choice, repeat })
          }}
        />
        {state.isOn ? (
          <NativeSelect
            label={t.ends}
            data={ENDS.map((ends) => ({ value: ends, label: t.endsBy[ends] }))}
            value={choice.ends}
            onChange={(event) => {
              const ends = ENDS.find((each) => each === event.currentTarget.value)
              if (ends) state.choose({ ...choice, ends })
            }}
          />
        ) : null}
      </div>
      {state.isOn ? <HowOften state={state} /> : null}
      {state.isCut ? <p className={styles['cut']}>{t.cut(MOST_VISITS)}</p> : null}
      {shown.length === 0 ? null : (
        <ul className={styles['occurrences']} aria-label={t.list(state.count, shown.length)}>
          {shown.map((visit) => (
            <Row key={visit.originallyAt} {...{ visit, names, state }} />
          ))}
        </ul>
      )}
      {state.error || state.lacksVisits ? (
        <p role="alert" className={styles['refused']}>
          {state.error ? errorSentence(state.error) : t.none}
        </p>
      ) : null}
    </div>
  )
}

function Row({
  visit,
  names,
  state,
}: {
  readonly visit: ShownVisit
  readonly names: Omit<ConcernNames, 'day'>
  readonly state: RepeatState
}) {
  const timeZone = useTimeZone()
  const today = useToday()
  const t = words.calendar.repeat
  const at = (instant: ShownVisit['startsAt']) =>
    words.common.dayAndClock(formats.weekdayDay(instant, timeZone, today), formats.clock(instant, timeZone))
  const { originallyAt, startsAt, nextFreeAt } = visit
  const day = formats.weekdayDay(dayOf(originallyAt, timeZone), 'UTC', today)
  const isElsewhere = startsAt !== originallyAt
  const odd = isElsewhere
    ? []
    : [
        ...visit.concerns.map((each) => concernSentence(each, { ...names, day })),
        ...(visit.taken ? [takenSentence(visit.taken, timeZone)] : []),
      ]
  return (
    <VisitTick
      label={at(startsAt)}
      description={isElsewhere ? t.insteadOf(at(originallyAt)) : undefined}
      isTicked={visit.isTicked}
      isImpossible={visit.isImpossible}
      onTick={(isTicked) => state.change(originallyAt, { isTicked })}
      odd={odd}
      reason={visit.reason}
      isReasonMissing={state.wasTried}
      onReason={(reason) => state.change(originallyAt, { reason })}
    >
      {nextFreeAt ? (
        <Button
          size="compact-xs"
          onClick={() => state.change(originallyAt, { isElsewhere: !isElsewhere, isTicked: undefined })}
        >
          {isElsewhere ? t.back : t.nextFree(at(nextFreeAt))}
        </Button>
      ) : null}
    </VisitTick>
  )
}
