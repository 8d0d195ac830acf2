import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Week } from '../../../../shared/contract/desk/hours.ts'
import type { StaffId } from '../../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../../shared/domain/time.ts'
import { plusDays, weekdayOf } from '../../../../shared/domain/zone.ts'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { FormModal } from '../../../components/FormModal.tsx'
import { useAct } from '../../../components/useAct.ts'
import { parseTypedDay } from '../../../format/typedDay.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { useToday } from '../../../state/useToday.ts'
import { formats, words } from '../../../words/words.ts'
import { useQueryClient } from '@tanstack/react-query'
import styles from './hours.module.css'

/** Hours that begin on a date: at first as those that are shown, to be changed then (R6.1). */
export function NewWeek(props: {
  readonly practitionerId: StaffId
  readonly from: Week
  readonly onMade: (beginsOn: CalendarDay) => void
}) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const today = useToday()
  const [typed, setTyped] = useState<string | null>(null)
  const [isChecked, setChecked] = useState(false)
  const t = words.settings.hours
  const beginsOn = typed === null ? null : parseTypedDay(typed, today, 'future')
  const problem = !beginsOn ? t.noDay : beginsOn < today ? t.dayOver : null
  const make = useAct(
    (begins: CalendarDay) =>
      client.hours.saveWeek({
        ...{ practitionerId: props.practitionerId, beginsOn: begins, seenVersion: 0 },
        changes: props.from.days.map((spans, day) => ({ weekday: day + 1, spans })),
      }),
    {
      keepFailure: true,
      onDone: (made, begins) => {
        queryClient.setQueryData(
          api.hours.of.queryKey({ input: { practitionerId: props.practitionerId } }),
          (before) =>
            before && { ...before, weeks: [...before.weeks.filter(({ beginsOn }) => beginsOn !== begins), made] },
        )
        setTyped(null)
        props.onMade(begins)
      },
    },
  )
  const nextMonday = formats.shortDate(plusDays(today, 8 - weekdayOf(today)))
  const close = useHalfTyped(typed !== null && typed !== nextMonday, () => setTyped(null))
  return (
    <>
      <Button size="xs" onClick={() => setTyped(nextMonday)}>
        {t.newWeek}
      </Button>
      {typed === null ? null : (
        <FormModal
          title={t.newWeekTitle}
          onClose={close}
          onSubmit={() => {
            setChecked(true)
            if (beginsOn && !problem) make.run(beginsOn)
          }}
        >
          <TextInput
            data-autofocus
            label={t.beginsOn}
            description={t.newWeekText}
            value={typed}
            maxLength={40}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={isChecked ? problem : null}
          />
          <div role="alert" className={styles['failure']}>
            {make.failure ? errorSentence(make.failure) : null}
          </div>
          <div className={styles['acts']}>
            <Button type="submit" variant="filled" aria-disabled={make.isRunning}>
              {t.makeWeek}
            </Button>
            <Button onClick={close}>{words.common.cancel}</Button>
          </div>
        </FormModal>
      )}
    </>
  )
}
