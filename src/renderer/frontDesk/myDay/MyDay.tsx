import { Button } from '@mantine/core'
import { IconCalendarOff, IconPrinter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { navigate } from 'wouter/use-browser-location'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { plusDays } from '../../../shared/domain/zone.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useFocusStays } from '../../components/useFocusStays.ts'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useSession } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { usePrintedCalendar } from '../calendar/usePrintedCalendar.tsx'
import { DaySteps } from './DaySteps.tsx'
import { LeftOpenList } from './LeftOpenList.tsx'
import styles from './myDay.module.css'
import { countToCome, toMyGroups, upNext } from './myDayView.ts'
import { MyVisits } from './MyVisits.tsx'
import { useMyDayKeys } from './useMyDayKeys.ts'
import { VisitReading } from './VisitReading.tsx'

const KEYS = [
  'nextVisit',
  'previousVisit',
  'openChart',
  'inSession',
  'completed',
  'notes',
  'readForm',
  'openPlan',
] as const

/** Whom one sees on a day at the left, the chosen one at the right, with what is new. */
export function MyDay(props: { readonly on: CalendarDay; readonly today: CalendarDay }) {
  const { on, today } = props
  const day = useQuery(
    useApi().myDay.day.queryOptions({ input: { on }, placeholderData: keepPreviousData, refetchInterval: 60_000 }),
  )
  const [inAddress] = useParam('visit')
  const [opened, setOpened] = useParam('reading')
  const staffId = useSession().data?.staff?.id ?? null
  const { print, paper } = usePrintedCalendar('day', on, staffId)
  const list = useRef<HTMLDivElement>(null)
  const shown = day.data?.on === on ? day.data : null
  const visits = shown?.visits ?? []
  const groups = toMyGroups(visits)
  const chosen = visits.find(({ id }) => id === inAddress) ?? upNext(groups)
  useEffect(() => {
    // Once shown it stays chosen, whatever becomes of it.
    if (shown && !day.isFetching) setParam('visit', chosen?.id ?? null, false)
  }, [shown, day.isFetching, chosen?.id, inAddress])
  const goTo = (to: CalendarDay) => navigate(to === today ? '/my-day' : `/my-day/${to}`)
  useKeys({
    previousDay: () => goTo(plusDays(on, -1)),
    nextDay: () => goTo(plusDays(on, 1)),
    today: () => goTo(today),
  })
  useMyDayKeys(list, chosen ?? null)
  // A visit whose status changes stands in another group from then on, and the focus goes along with it.
  const focusStays = useFocusStays(list, (area) => area.querySelector<HTMLElement>('[aria-current]'))
  const t = words.myDay
  const standing = visits.filter(({ status }) => status !== 'cancelled').length
  const facts = [
    formats.weekdayDay(on, 'UTC', today),
    ...(shown ? [words.today.visits(standing), t.toCome(countToCome(visits))] : []),
  ]
  return (
    <>
      <PageHeader title={t.title} subtitle={facts.join(' · ')}>
        <DaySteps on={on} today={today} onGo={goTo} />
        <Button
          leftSection={<IconPrinter size={15} stroke={1.75} aria-hidden="true" />}
          disabled={standing === 0}
          onClick={print}
        >
          {t.print}
        </Button>
      </PageHeader>
      {day.isError ? (
        <ErrorState title={t.couldNotLoad} error={day.error} onRetry={() => void day.refetch()} />
      ) : !shown ? (
        <SkeletonRows count={8} height={56} />
      ) : (
        <div className={styles['columns']} data-reading={(opened !== null && chosen !== undefined) || undefined}>
          <div className={styles['list']} ref={list} {...focusStays}>
            {visits.length === 0 ? (
              <EmptyState
                title={t.empty}
                hint={t.emptyHint}
                icon={<IconCalendarOff size={28} stroke={1.5} aria-hidden="true" />}
              />
            ) : (
              <MyVisits
                groups={groups}
                chosenId={chosen?.id ?? null}
                onChoose={(id) => setParam('visit', id, false)}
                onOpen={() => setOpened('shown')}
              />
            )}
            <LeftOpenList things={shown.leftOpen} />
          </div>
          {chosen ? <VisitReading key={chosen.id} visit={chosen} onBack={() => setOpened(null)} /> : null}
        </div>
      )}
      {chosen ? <KeysLine className={styles['keys']} names={KEYS} /> : null}
      {paper}
    </>
  )
}
