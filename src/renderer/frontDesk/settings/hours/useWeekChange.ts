import { useQueryClient } from '@tanstack/react-query'
import type { Week } from '../../../../shared/contract/desk/hours.ts'
import type { StaffId } from '../../../../shared/domain/ids.ts'
import { ClockTime } from '../../../../shared/domain/time.ts'
import { tidyHours, type WorkingSpan } from '../../../../shared/domain/workingHours.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { orMeanwhile } from '../../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../../components/conflict/useChange.ts'
import { notifyDone } from '../../../components/notify.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import type { WeekDays } from './weekPaint.ts'

export const DAY_FIELDS = ['1', '2', '3', '4', '5', '6', '7'] as const
/** A week as two versions of it are compared: each day as one text (R10.7). */
export type WeekValues = Readonly<Record<(typeof DAY_FIELDS)[number], string>>

export function valuesOf(days: WeekDays): WeekValues {
  const text = (day: number) =>
    tidyHours(days[day] ?? [])
      .map(({ from, to }) => `${from}-${to}`)
      .join(' ')
  return { 1: text(0), 2: text(1), 3: text(2), 4: text(3), 5: text(4), 6: text(5), 7: text(6) }
}

export function versionedWeek({ version, days }: Week): Versioned<WeekValues> {
  return { version, values: valuesOf(days) }
}

/** The spans of one such text. */
export function spansIn(text: string): WorkingSpan[] {
  if (text === '') return []
  return text.split(' ').map((span) => {
    const [from, to] = span.split('-')
    return { from: ClockTime.parse(from), to: ClockTime.parse(to) }
  })
}

/** Saves the days of a week that were changed, over what was seen of them (R10.7). */
export function useWeekChange(practitionerId: StaffId, { beginsOn }: Week, onSaved: () => void) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  return useChange<WeekValues, Week>({
    fields: DAY_FIELDS,
    send: ({ seenVersion, changes }) => {
      const changed = DAY_FIELDS.flatMap((field) => {
        const text = changes[field]
        return text === undefined ? [] : [{ weekday: Number(field), spans: spansIn(text) }]
      })
      return orMeanwhile(
        client.hours.saveWeek({ practitionerId, beginsOn, seenVersion, changes: changed }),
        versionedWeek,
      )
    },
    onDone: (saved) => {
      queryClient.setQueryData(
        api.hours.of.queryKey({ input: { practitionerId } }),
        (before) =>
          before && {
            ...before,
            weeks: before.weeks.map((week) => (week.beginsOn === saved.beginsOn ? saved : week)),
          },
      )
      onSaved()
      notifyDone(words.settings.hours.saved)
    },
  })
}
