import { Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCloudQuestion, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, type ComponentType } from 'react'
import { Link } from 'wouter'
import { ErrorState } from '../../components/ListStates.tsx'
import { buttonAt, useFocusStays } from '../../components/useFocusStays.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { ICONS } from '../inbox/InboxList.tsx'
import { toneOf, whose } from '../inbox/inboxLook.ts'
import { MissingSteps } from './MissingSteps.tsx'
import styles from './settle.module.css'
import { Tomorrow } from './Tomorrow.tsx'
import { UnsettledList } from './Unsettled.tsx'
import { UntoldList } from './Untold.tsx'

/** The right-hand panel: what waits for somebody, and how ready tomorrow is. */
export function SettlePanel() {
  const api = useApi()
  const summary = useQuery(api.today.summary.queryOptions({ refetchInterval: 60_000 }))
  const unsettled = useQuery(api.toSettle.list.queryOptions({ refetchInterval: 60_000 })).data ?? []
  const seesSetUp = useMay()('setUp.missing')
  const missing = useQuery(api.setUp.missing.queryOptions({ enabled: seesSetUp })).data ?? []
  const timeZone = useTimeZone()
  const now = useNow()
  const list = useRef<HTMLElement>(null)
  const focusStays = useFocusStays(list, (lines, at) => buttonAt(lines, at) ?? lines.querySelector('h2'))
  if (summary.isError) {
    return (
      <aside className={styles['panel']} aria-label={words.today.toSettle}>
        <ErrorState title={words.today.couldNotLoad} error={summary.error} onRetry={() => void summary.refetch()} />
      </aside>
    )
  }
  if (summary.isPending) {
    return (
      <aside className={styles['panel']} aria-label={words.today.toSettle}>
        {[1, 2, 3].map((line) => (
          <Skeleton key={line} height={36} mb={12} aria-hidden="true" />
        ))}
      </aside>
    )
  }
  const { inbox, mailTrouble, untold, isAuditWhole, isEndpointAgreed, tomorrow } = summary.data
  const counted = inbox.length + mailTrouble.length + untold.length + unsettled.length + missing.length
  const isCalm = counted === 0 && isAuditWhole && isEndpointAgreed
  const t = words.today
  return (
    <aside className={styles['panel']} aria-label={t.toSettle}>
      <section ref={list} {...focusStays}>
        <h2 tabIndex={-1}>{t.toSettle}</h2>
        {isCalm ? <p className={styles['calm']}>{t.nothingToSettle}</p> : null}
        <ul className={styles['settle']}>
          {inbox.map(({ count, newest: { id, facts, patientName, receivedAt } }) => (
            <Line
              key={facts.kind}
              href={`/inbox?item=${id}`}
              icon={ICONS[facts.kind]}
              text={t.inInbox[facts.kind]}
              hint={
                facts.kind === 'mailBounced'
                  ? t.bouncedHint(facts.to)
                  : t.latest(whose({ patientName, facts }), shortDateTime(receivedAt, timeZone, now))
              }
              figure={count}
              isTrouble={toneOf(facts) === 'bad'}
            />
          ))}
          <Line
            href="/outbox"
            icon={IconAlertTriangle}
            text={t.uncertain}
            hint={mailTrouble[0]?.to ?? ''}
            figure={mailTrouble.length}
            isTrouble
          />
          <Line
            href="/settings/connection#connection"
            icon={IconCloudQuestion}
            text={words.today.endpointChanged}
            hint={words.today.endpointChangedHint}
            figure={isEndpointAgreed ? 0 : 1}
            isTrouble
          />
          <Line
            href="/settings/security#history"
            icon={IconHistory}
            text={words.today.historyNotWhole}
            hint={words.today.historyNotWholeHint}
            figure={isAuditWhole ? 0 : 1}
            isTrouble
          />
        </ul>
        <MissingSteps steps={missing} />
        <UnsettledList items={unsettled} />
        <UntoldList visits={untold} />
      </section>
      <Tomorrow {...tomorrow} />
    </aside>
  )
}

function Line(props: {
  readonly href: string
  readonly icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': 'true' }>
  readonly text: string
  readonly hint: string
  readonly figure: number
  readonly isTrouble?: boolean
}) {
  if (props.figure === 0) return null
  return (
    <li>
      <Link href={props.href} data-trouble={props.isTrouble || undefined}>
        <props.icon size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles['settleText']}>
          {props.text}
          <span className={styles['hint']} title={props.hint} dir="auto">
            {props.hint}
          </span>
        </span>
        <span className={styles['figure']}>{props.figure}</span>
      </Link>
    </li>
  )
}
