import { IconCalendarOff } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { Avatar } from '../../../components/Avatar.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { useApi } from '../../../state/ClientProvider.tsx'
import { useToday } from '../../../state/useToday.ts'
import { formats, words } from '../../../words/words.ts'
import styles from './hours.module.css'
import { NewWeek } from './NewWeek.tsx'
import { TimeOffPanel } from './TimeOffPanel.tsx'
import { WeekEditor } from './WeekEditor.tsx'

/** R6.1, R10.8: who works when, a practitioner and a week at a time: `<home>/<who>/<first day of the week's hours>`. */
export function HoursPage(props: { readonly home: string; readonly canChange: boolean }) {
  const { home } = props
  const [location, navigate] = useLocation()
  const today = useToday()
  const api = useApi()
  const staff = useQuery(api.staff.list.queryOptions())
  const people = staff.data?.filter(({ hasCalendar }) => hasCalendar) ?? []
  const [, who, begins] = location.slice(home.length).split('/')
  const person = people.find(({ id }) => id === who) ?? people[0]
  const hours = useQuery(api.hours.of.queryOptions({ input: person ? { practitionerId: person.id } : skipToken }))
  const t = words.settings.hours
  const failed = staff.error ?? hours.error
  if (failed) {
    return <ErrorState title={t.couldNotLoad} error={failed} onRetry={() => void (staff.refetch(), hours.refetch())} />
  }
  if (staff.data && !person) {
    return <EmptyState icon={<IconCalendarOff size={28} stroke={1.5} />} title={t.nobody} hint={t.nobodyText} />
  }
  if (!person || !hours.data) return <SkeletonRows count={10} />
  const { weeks, timeOff } = hours.data
  const week = weeks.find(({ beginsOn }) => beginsOn === (begins ?? null)) ?? weeks[0]
  const isWithout = weeks.every(({ days }) => days.every((spans) => spans.length === 0))
  return (
    <div className={styles['page']}>
      <div className={styles['bar']}>
        <nav className={styles['people']} aria-label={t.who}>
          {people.map(({ id, name, tint }) => (
            <Link
              key={id}
              href={`${home}/${id}`}
              className={styles['person'] ?? ''}
              aria-current={id === person.id ? 'true' : undefined}
            >
              <Avatar name={name} tint={tint} />
              <span dir="auto">{name}</span>
            </Link>
          ))}
        </nav>
        <nav className={styles['weeks']} aria-label={t.weeks}>
          {weeks.map(({ beginsOn }) => (
            <Link
              key={beginsOn}
              href={beginsOn === null ? `${home}/${person.id}` : `${home}/${person.id}/${beginsOn}`}
              className={styles['week'] ?? ''}
              aria-current={beginsOn === week?.beginsOn ? 'true' : undefined}
            >
              {beginsOn === null ? t.always : t.from(formats.shortDay(beginsOn, 'UTC', today))}
            </Link>
          ))}
          {props.canChange && week ? (
            <NewWeek
              key={person.id}
              practitionerId={person.id}
              from={week}
              onMade={(beginsOn) => navigate(`${home}/${person.id}/${beginsOn}`)}
            />
          ) : null}
        </nav>
      </div>
      {isWithout ? (
        <p role="status" className={styles['without']}>
          {t.without(person.name)}
        </p>
      ) : null}
      <div className={styles['columns']}>
        {week ? (
          <WeekEditor
            key={`${person.id} ${week.beginsOn}`}
            practitionerId={person.id}
            week={week}
            canChange={props.canChange}
            onRemoved={() => navigate(`${home}/${person.id}`)}
          />
        ) : null}
        <TimeOffPanel key={person.id} practitionerId={person.id} timeOff={timeOff} canChange={props.canChange} />
      </div>
    </div>
  )
}
