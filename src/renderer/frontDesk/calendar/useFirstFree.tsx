import { useState, type ReactNode } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import type { CalendarDay, Instant } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useClock, useTimeZone } from '../../state/useSession.ts'
import { clockOf } from './carrying.ts'
import type { GridColumn } from './dayView.ts'
import { FirstFree, type FreeAsked, type FreeFound } from './FirstFree.tsx'
import type { Spot } from './spots.ts'
import { focusedVisit } from './useGridFocus.ts'

type Standing = {
  readonly on: CalendarDay
  readonly columns: readonly GridColumn[]
  readonly appointments: readonly DayAppointment[]
  readonly cursor: Spot | null
}

/**
 * R6.2: the first free time by one key, from where one stands on: the free time or the visit that has the focus, else now, else
 * the morning of the shown day. For the service of that visit, or of the booking that is being made.
 */
export function useFirstFree(standing: Standing, onFree: (found: FreeFound) => void): ReactNode {
  const timeZone = useTimeZone()
  const clock = useClock()
  const booking = useDeskStore((desk) => desk.booking)
  const [asked, setAsked] = useState<FreeAsked | null>(null)
  useKeys({
    firstFree: () => {
      const focused = focusedVisit()
      const visit = standing.appointments.find(({ id }) => id === focused) ?? null
      setAsked({
        ...whereFrom(standing, visit, { now: clock(), timeZone }),
        serviceId: visit?.serviceId ?? booking?.serviceId ?? null,
      })
    },
  })
  if (!asked) return null
  return (
    <FirstFree
      asked={asked}
      onClose={() => setAsked(null)}
      onChoose={(found) => {
        setAsked(null)
        onFree(found)
      }}
    />
  )
}

const MORNING = '08:00'

/** From when on it is looked. */
export function whereFrom(
  { on, columns, cursor }: Pick<Standing, 'on' | 'columns' | 'cursor'>,
  visit: Pick<DayAppointment, 'endsAt'> | null,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Pick<FreeAsked, 'on' | 'at'> {
  if (cursor) {
    const column = columns.find(({ id }) => id === cursor.columnId)
    return { on: column?.on ?? on, at: clockOf(cursor.from) }
  }
  if (visit) return { on: dayOf(visit.endsAt, timeZone), at: clockTimeOf(visit.endsAt, timeZone) }
  return { on, at: dayOf(now, timeZone) === on ? clockTimeOf(now, timeZone) : MORNING }
}
