import { UnstyledButton } from '@mantine/core'
import { IconCalendarQuestion, IconPencil } from '@tabler/icons-react'
import { navigate } from 'wouter/use-browser-location'
import type { LeftOpen } from '../../../shared/contract/desk/myDay.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { moveFocus } from '../inbox/moveFocus.ts'
import styles from './myDay.module.css'
import { daysSince } from './myDayView.ts'

const ICONS = { draftPlan: IconPencil, unmarkedVisit: IconCalendarQuestion } as const

/** What was begun and not brought to its end, each with the place where that is done. */
export function LeftOpenList(props: { readonly things: readonly LeftOpen[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.myDay.leftOpen
  if (props.things.length === 0) return null
  const open = (thing: LeftOpen) =>
    thing.kind === 'draftPlan'
      ? openWorkspace(thing.patientId, 'treatment-plans')
      : navigate(`/my-day/${dayOf(thing.since, timeZone)}?visit=${thing.id}`)
  return (
    <section aria-labelledby="my-leftOpen">
      <div className={styles['groupHead']}>
        <h2 id="my-leftOpen">{t.title}</h2>
        <span>{props.things.length}</span>
      </div>
      <ul className={styles['rows']} onKeyDown={moveFocus}>
        {props.things.map((thing) => {
          const Icon = ICONS[thing.kind]
          const since = t.days(daysSince(thing.since, now, timeZone))
          return (
            <li key={thing.id}>
              <UnstyledButton
                className={styles['open'] ?? ''}
                data-kind={thing.kind}
                aria-label={t.label(t[thing.kind], thing.patientName, since)}
                onClick={() => open(thing)}
              >
                <Icon size={16} stroke={1.75} aria-hidden="true" />
                <span className={styles['openText']}>
                  <strong>{t[thing.kind]}</strong> <bdi>{thing.patientName}</bdi>
                </span>
                <span className={styles['since']}>{since}</span>
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
