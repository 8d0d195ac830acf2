import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconClipboardText, IconClipboardX, IconKey } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MyVisit } from '../../../shared/contract/desk/myDay.ts'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { minutesBetween } from '../../../shared/domain/time.ts'
import { Pill } from '../../components/Pill.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { moveFocus } from '../inbox/moveFocus.ts'
import { SeriesMark } from '../SeriesMark.tsx'
import { serviceLine } from '../serviceLine.ts'
import { useVisitStanding } from '../useVisitStanding.ts'
import styles from './myDay.module.css'
import type { MyGroups } from './myDayView.ts'

type Choosing = {
  readonly chosenId: AppointmentId | null
  readonly onChoose: (id: AppointmentId) => void
  /** Pressed: where the list and what is read share one place, it is read now. */
  readonly onOpen: () => void
}

/** Who is in, who is next, who was here; arrow keys go from visit to visit. */
export function MyVisits(props: Choosing & { readonly groups: MyGroups }) {
  const { groups } = props
  const timeZone = useTimeZone()
  const t = words.myDay
  const lastEnd = groups.next
    .map(({ endsAt }) => endsAt)
    .sort()
    .at(-1)
  const shown = [
    { key: 'inSession', title: t.inSession, note: '' },
    { key: 'next', title: t.next, note: lastEnd ? t.until(formats.clock(lastEnd, timeZone)) : '' },
    { key: 'done', title: t.done, note: String(groups.done.length) },
  ] as const
  return (
    <div role="group" aria-label={t.list} onKeyDown={moveFocus}>
      {shown
        .filter(({ key }) => groups[key].length > 0)
        .map(({ key, title, note }) => (
          <section key={key} aria-labelledby={`my-${key}`}>
            <div className={styles['groupHead']}>
              <h2 id={`my-${key}`}>{title}</h2>
              <span>{note}</span>
            </div>
            <ul className={styles['rows']} data-done={key === 'done' || undefined}>
              {groups[key].map((visit) => (
                <MyRow key={visit.id} visit={visit} {...props} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  )
}

function MyRow(props: Choosing & { readonly visit: MyVisit }) {
  const { visit } = props
  const timeZone = useTimeZone()
  const { label, since, tone } = useVisitStanding(visit)
  const what = serviceLine(visit)
  const choose = () => props.onChoose(visit.id)
  return (
    <li>
      <UnstyledButton
        className={styles['row'] ?? ''}
        data-row
        aria-current={visit.id === props.chosenId ? 'true' : undefined}
        onFocus={choose}
        onClick={() => {
          choose()
          props.onOpen()
        }}
      >
        <span className={styles['when']}>
          <strong>{formats.clock(visit.startsAt, timeZone)}</strong>
          <span>{words.common.minutes(minutesBetween(visit.startsAt, visit.endsAt))}</span>
        </span>
        <span className={styles['who']}>
          <span className={styles['name']} title={visit.patientName}>
            <bdi>{visit.patientName}</bdi> <span className={styles['age']}>{visit.patientAge}</span>
          </span>
          <span className={styles['what']} title={what} dir="auto">
            {what}
          </span>
          <SeriesMark series={visit.series} />
        </span>
        <span className={styles['standing']} title={since}>
          <Pill tone={tone}>{label}</Pill>
          <News visit={visit} />
        </span>
      </UnstyledButton>
    </li>
  )
}

function News(props: { readonly visit: MyVisit }) {
  const { forms, keptAside, changedAnswers, hasFirstAnswers, requests } = props.visit.news
  const t = words.myDay.news
  if (forms + keptAside + requests === 0) return null
  const form =
    changedAnswers > 0
      ? { shown: formats.number(changedAnswers), said: t.changed(changedAnswers) }
      : hasFirstAnswers
        ? { shown: t.first, said: t.firstSaid }
        : { shown: t.same, said: t.sameSaid }
  return (
    <span className={styles['news']}>
      {forms > 0 ? <Mark icon={<IconClipboardText size={14} stroke={1.75} aria-hidden="true" />} {...form} /> : null}
      {keptAside > 0 ? (
        <Mark
          icon={<IconClipboardX size={14} stroke={1.75} aria-hidden="true" />}
          shown={formats.number(keptAside)}
          said={t.keptAside}
        />
      ) : null}
      {requests > 0 ? (
        <Mark
          icon={<IconKey size={14} stroke={1.75} aria-hidden="true" />}
          shown={formats.number(requests)}
          said={t.requests}
        />
      ) : null}
    </span>
  )
}

function Mark(props: { readonly icon: ReactNode; readonly shown: string; readonly said: string }) {
  return (
    <span className={styles['mark']} title={props.said}>
      {props.icon}
      <span aria-hidden="true">{props.shown}</span>
      <VisuallyHidden>{props.said}</VisuallyHidden>
    </span>
  )
}
