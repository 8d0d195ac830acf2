import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Week } from '../../../../shared/contract/desk/hours.ts'
import type { StaffId } from '../../../../shared/domain/ids.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../../components/conflict/ConflictModal.tsx'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { useOfferUndo } from '../../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../../components/useAct.ts'
import { readTypedHours, writeHours, writeSpans, type TypedHoursProblem } from '../../../format/typedHours.ts'
import { keyPressed } from '../../../keys/keys.ts'
import { useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import styles from './hours.module.css'
import { hoursWords } from './hoursWords.ts'
import { DAY_FIELDS, spansIn, useWeekChange, valuesOf, versionedWeek, type WeekValues } from './useWeekChange.ts'
import { minutesOf, type WeekDays } from './weekPaint.ts'
import { WeekPainter } from './WeekPainter.tsx'

type Begun = { readonly saw: Versioned<WeekValues>; readonly days: WeekDays; readonly text: string | null }

/** One week, drawn and in words: what is done to one of both stands in the other (R6.1). */
export function WeekEditor(props: {
  readonly practitionerId: StaffId
  readonly week: Week
  readonly canChange: boolean
  readonly onRemoved: () => void
}) {
  const { practitionerId, week, canChange } = props
  // As it stood when somebody began; until then it follows what is saved. `text`: while it is no week, or being typed.
  const [begun, setBegun] = useState<Begun | null>(null)
  const [problem, setProblem] = useState<TypedHoursProblem | null>(null)
  const saw = begun?.saw ?? versionedWeek(week)
  const days = begun?.days ?? week.days
  const text = begun?.text ?? writeHours(days, hoursWords())
  const isChanged = DAY_FIELDS.some((field) => valuesOf(days)[field] !== saw.values[field])
  const canSave = isChanged || 'problem' in readTypedHours(text, hoursWords())
  const startOver = () => {
    setBegun(null)
    setProblem(null)
  }
  useHalfTyped(canSave, startOver, 'inPage')
  const change = useWeekChange(practitionerId, week, startOver)
  const t = words.settings.hours
  const paint = (painted: WeekDays) => {
    setProblem(null)
    setBegun({ saw, days: painted, text: null })
  }
  const type = (typed: string) => {
    const read = readTypedHours(typed, hoursWords())
    setProblem(null)
    setBegun({ saw, days: 'days' in read ? read.days : days, text: typed })
  }
  const settleText = () => {
    const read = readTypedHours(text, hoursWords())
    setProblem('problem' in read ? read.problem : null)
    if ('days' in read && begun) setBegun({ ...begun, text: null })
    return 'days' in read
  }
  const save = () => {
    if (settleText() && isChanged) change.save(saw, valuesOf(days))
  }
  const remove = useRemoveWeek(practitionerId, week, props.onRemoved)
  const minutes = days.reduce((sum, spans) => sum + minutesOf(spans), 0)
  return (
    <section
      className={styles['editor']}
      aria-label={t.title}
      onKeyDown={(event) => {
        if (canChange && keyPressed(['save'], event)) save()
      }}
    >
      <WeekPainter days={days} isReadOnly={!canChange} onPaint={paint} />
      <div className={styles['words']}>
        <Textarea
          label={t.inWords}
          description={t.aWeek(minutes)}
          autosize
          minRows={3}
          maxLength={1000}
          spellCheck={false}
          value={text}
          readOnly={!canChange}
          error={problem ? t.problem[problem.kind](problem.line) : null}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={settleText}
        />
        {canChange ? (
          <div className={styles['acts']}>
            <Button
              variant={canSave ? 'filled' : 'default'}
              aria-disabled={!canSave || change.isRunning}
              {...(canSave ? {} : { 'data-disabled': true })}
              onClick={save}
            >
              {t.save}
            </Button>
            {canSave ? <Button onClick={startOver}>{t.discard}</Button> : null}
            {week.beginsOn ? <Button onClick={() => remove.run(undefined)}>{t.takeAway}</Button> : null}
          </div>
        ) : null}
        <div role="alert" className={styles['failure']}>
          {change.failure && !change.conflict ? errorSentence(change.failure) : null}
        </div>
      </div>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what}
          label={(field) => hoursWords().weekdays[Number(field) - 1] ?? field}
          shown={(_field, value) => writeSpans(spansIn(value ?? '')) || hoursWords().closed}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </section>
  )
}

function useRemoveWeek(practitionerId: StaffId, week: Week, onRemoved: () => void) {
  const client = useClient()
  const { offer } = useOfferUndo()
  const { beginsOn, days, version } = week
  return useAct(
    async () => {
      if (beginsOn) await client.hours.removeWeek({ practitionerId, beginsOn, seenVersion: version })
    },
    {
      onDone: () => {
        onRemoved()
        offer({
          ...{ message: words.settings.hours.takenAway, about: `${practitionerId} ${beginsOn}`, leavesAt: null },
          undo: () => {
            const changes = days.map((spans, day) => ({ weekday: day + 1, spans }))
            return client.hours.saveWeek({ practitionerId, beginsOn, seenVersion: 0, changes })
          },
        })
      },
    },
  )
}
