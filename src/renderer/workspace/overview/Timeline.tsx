import { Button } from '@mantine/core'
import {
  IconActivity,
  IconClipboardCheck,
  IconClipboardText,
  IconFileText,
  IconKey,
  IconMail,
  IconMessage,
} from '@tabler/icons-react'
import { useState, type ComponentType } from 'react'
import { dayOf } from '../../../shared/domain/zone.ts'
import { useParam } from '../../address/useParam.ts'
import { FilterChips } from '../../components/FilterChips.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'
import { STATUS_TONE } from '../../frontDesk/today/todayView.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './overview.module.css'
import { FILTER_OF, TAB_OF, TIMELINE_FILTERS, type TimelineEntry } from './timelineEntries.ts'

const ICONS: Record<TimelineEntry['kind'], ComponentType<{ size: number; stroke: number; 'aria-hidden': 'true' }>> = {
  visit: IconActivity,
  formSent: IconClipboardText,
  formReturned: IconClipboardCheck,
  plan: IconFileText,
  linkSent: IconMail,
  redeemed: IconKey,
  message: IconMessage,
}
/** As many at first, and as many more at a press: a chart of many years is drawn in pieces. */
const PAGE = 40

/** R10.2: what comes, and what has been, the newest first; each line leads to its tab. */
export function Timeline(props: {
  readonly entries: readonly TimelineEntry[]
  readonly onShow: (tab: WorkspaceTab) => void
}) {
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.workspace.overview
  const groupOf = ({ at }: TimelineEntry) => {
    const [on, today] = [dayOf(at, timeZone), dayOf(now, timeZone)]
    return on > today ? t.toCome : on === today ? words.today.title : formats.month(on.slice(0, 7))
  }
  const [kind, setKind] = useParam('what')
  const filter = TIMELINE_FILTERS.find((each) => each === kind) ?? null
  const [shown, setShown] = useState(PAGE)
  const { entries: all } = props
  const chosen = filter === null ? all : all.filter((each) => FILTER_OF[each.kind] === filter)
  const groups = [...Map.groupBy(chosen.slice(0, shown), groupOf)]
  const more = chosen.length - shown
  const first = all.at(-1)
  return (
    <Panel title={t.timeline} aside={first ? t.since(formats.date(dayOf(first.at, timeZone))) : null}>
      {all.length > 0 ? (
        <div className={styles['filters']}>
          <FilterChips
            label={t.filters.label}
            filters={[null, ...TIMELINE_FILTERS]}
            chosen={filter}
            nameOf={(each) => t.filters[each ?? 'all']}
            countOf={(each) => all.filter((entry) => each === null || FILTER_OF[entry.kind] === each).length}
            onChoose={(each) => {
              setShown(PAGE)
              setKind(each)
            }}
          />
        </div>
      ) : null}
      {groups.length === 0 ? (
        <p className={styles['nothing']}>{all.length > 0 ? t.nothingOfThese : t.nothingYet}</p>
      ) : null}
      {groups.map(([title, entries]) => (
        <section key={title} className={styles['group']}>
          <h3>{title}</h3>
          <ul>
            {entries.map((entry, index) => (
              <Line key={index} entry={entry} onShow={props.onShow} />
            ))}
          </ul>
        </section>
      ))}
      {more > 0 ? (
        <Button className={styles['more'] ?? ''} size="xs" onClick={() => setShown(shown + PAGE)}>
          {t.more(formats.number(more))}
        </Button>
      ) : null}
    </Panel>
  )
}

function Line(props: { readonly entry: TimelineEntry; readonly onShow: (tab: WorkspaceTab) => void }) {
  const { entry } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const isToday = dayOf(entry.at, timeZone) === dayOf(now, timeZone)
  const { what, about } = words.workspace.overview.entry(entry)
  const Icon = ICONS[entry.kind]
  const clock = formats.clock(entry.at, timeZone)
  const day = formats.shortWeekdayDay(entry.at, timeZone, now)
  return (
    <li>
      <button type="button" className={styles['entry']} onClick={() => props.onShow(TAB_OF[entry.kind])}>
        <time dateTime={entry.at}>
          {isToday ? clock : entry.kind === 'visit' ? words.common.dayAndClock(day, clock) : day}
        </time>
        <span className={styles['entryIcon']} data-kind={entry.kind}>
          <Icon size={14} stroke={1.75} aria-hidden="true" />
        </span>
        <span className={styles['entryText']} dir="auto">
          <strong>{what}</strong> <span>{about}</span>
        </span>
        {entry.kind === 'visit' ? (
          <Pill tone={STATUS_TONE[entry.status]}>{words.today.status[entry.status]}</Pill>
        ) : null}
      </button>
    </li>
  )
}
