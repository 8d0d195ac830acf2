import { Button } from '@mantine/core'
import { IconCalendarOff, IconPhone, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useParam } from '../../address/useParam.ts'
import { comeTo } from '../../components/focus/comeTo.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, STATUS_KEYS } from '../../keys/keys.ts'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { useNewAppointment } from '../booking/useNewAppointment.ts'
import { Calls } from './Calls.tsx'
import { CallView } from './callView.ts'
import { SettlePanel } from './SettlePanel.tsx'
import styles from './today.module.css'
import { countMissing, toSections, type Sections } from './todayView.ts'
import { useFocusGoesAlong } from './useFocusGoesAlong.ts'
import { VisitRow } from './VisitRow.tsx'
import { walkRows } from './walkRows.ts'

/** R10.1 *Today*: who waits, who is in, who is next, and what blocks each. */
export function TodayPage() {
  const on = useToday()
  const api = useApi()
  const day = useQuery(api.calendar.day.queryOptions({ input: { on }, refetchInterval: 60_000 }))
  const newAppointment = useNewAppointment()
  const [callsAsked, setCalls] = useParam('calls')
  const calls = CallView.safeParse(callsAsked).data ?? null
  const callsButton = useRef<HTMLButtonElement>(null)
  const toggleCalls = () => {
    if (calls !== null) callsButton.current?.focus()
    setCalls(calls === null ? 'today' : null)
  }
  useKeys({ callList: toggleCalls })
  const appointments = day.data?.appointments ?? []
  const visits = appointments.filter(({ status }) => status !== 'cancelled').length
  const missing = countMissing(appointments)
  const facts = [
    formats.weekdayDay(on, 'UTC', on),
    ...(day.data ? [words.today.visits(visits)] : []),
    ...(missing > 0 ? [words.today.withSomethingMissing(missing)] : []),
  ]
  return (
    <>
      <PageHeader title={words.today.title} subtitle={facts.join(' · ')}>
        <Button
          ref={callsButton}
          className={styles['callsButton'] ?? ''}
          leftSection={<IconPhone size={15} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyOf name="callList" />}
          aria-keyshortcuts={ariaShortcut('callList')}
          aria-pressed={calls !== null}
          onClick={toggleCalls}
        >
          {words.today.callList}
        </Button>
        <Button
          variant="filled"
          leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyOf name="newAppointment" />}
          aria-keyshortcuts={ariaShortcut('newAppointment')}
          onClick={() => newAppointment()}
        >
          {words.today.newAppointment}
        </Button>
      </PageHeader>
      <div className={styles['body']}>
        <div className={styles['visits']}>
          {calls !== null ? (
            <Calls view={calls} onView={setCalls} onClose={toggleCalls} />
          ) : day.isError ? (
            <ErrorState title={words.today.couldNotLoad} error={day.error} onRetry={() => void day.refetch()} />
          ) : day.isPending ? (
            <div className={styles['skeleton']}>
              <SkeletonRows count={9} />
            </div>
          ) : appointments.length === 0 ? (
            <EmptyState
              title={words.today.empty}
              hint={words.today.emptyHint}
              icon={<IconCalendarOff size={28} stroke={1.5} />}
            />
          ) : (
            <VisitSections sections={toSections(appointments)} columns={day.data.columns} />
          )}
        </div>
        <SettlePanel />
      </div>
    </>
  )
}

export type PractitionerColumn = { readonly practitionerId: string; readonly name: string; readonly tint: number }

function VisitSections(props: { readonly sections: Sections; readonly columns: readonly PractitionerColumn[] }) {
  const { sections, columns } = props
  const timeZone = useTimeZone()
  const list = useRef<HTMLDivElement>(null)
  const focusGoesAlong = useFocusGoesAlong(list)
  const begin = () => comeTo(list.current, '[data-next] [data-row]', '[data-row]')
  useKeys({
    ...{ move: begin, tell: begin },
    ...{ arrived: begin, inSession: begin, completed: begin, noShow: begin },
  })
  const lastEnd = sections.next.reduce((last, { endsAt }) => (endsAt > last ? endsAt : last), '')
  const until = sections.next.find(({ endsAt }) => endsAt === lastEnd)
  const shown = [
    { key: 'waiting', title: words.today.waiting, note: words.today.inWaitingRoom(sections.waiting.length) },
    { key: 'inSession', title: words.today.inSession, note: String(sections.inSession.length) },
    {
      key: 'next',
      title: words.today.next,
      note: until ? words.today.until(formats.clock(until.endsAt, timeZone)) : '',
    },
    { key: 'done', title: words.today.done, note: String(sections.done.length) },
  ] as const
  return (
    <div ref={list} onKeyDown={walkRows} {...focusGoesAlong}>
      {shown
        .filter(({ key }) => sections[key].length > 0)
        .map(({ key, title, note }) => (
          <section key={key} aria-labelledby={`section-${key}`}>
            <div className={styles['sectionHead']}>
              <h2 id={`section-${key}`}>{title}</h2>
              <span>{note}</span>
            </div>
            <ul className={styles['rows']} data-done={key === 'done' || undefined}>
              {sections[key].map((appointment, index) => (
                <VisitRow
                  key={appointment.id}
                  appointment={appointment}
                  practitioner={columns.find(({ practitionerId }) => practitionerId === appointment.practitionerId)}
                  isUpNext={key === 'next' && index === 0}
                />
              ))}
            </ul>
          </section>
        ))}
      <KeysLine className={styles['keys']} names={['move', 'open', ...STATUS_KEYS, 'tell', 'notes']} />
    </div>
  )
}
