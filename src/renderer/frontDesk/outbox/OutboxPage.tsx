import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { Pill } from '../../components/Pill.tsx'
import rows from '../../components/rows.module.css'
import { shortDateTime } from '../../format/moments.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { MailRow } from './MailRow.tsx'
import styles from './outbox.module.css'
import { outboxGroups, type Refused } from './outboxGroups.ts'
import { WaitingReminders } from './WaitingReminders.tsx'

/** Every e-mail with its state (R9.3), and what the online service refused. */
export function OutboxPage() {
  const outbox = useQuery(useApi().outbox.list.queryOptions())
  const t = words.outbox
  const groups = outbox.data ? outboxGroups(outbox.data) : null
  return (
    <>
      <PageHeader
        title={t.title}
        subtitle={groups ? t.summary(groups.leaving.length, groups.trouble.length + groups.refused.length) : null}
      />
      <div className={styles['page']}>
        {outbox.isPending ? (
          <div className={rows['rows']}>
            <SkeletonRows count={8} />
          </div>
        ) : null}
        {outbox.isError ? (
          <ErrorState title={t.couldNotLoad} error={outbox.error} onRetry={() => void outbox.refetch()} />
        ) : null}
        {groups?.isEmpty ? (
          <EmptyState
            icon={<IconSend size={28} stroke={1.5} aria-hidden="true" />}
            title={t.empty}
            hint={t.emptyText}
          />
        ) : null}
        {groups && groups.trouble.length + groups.refused.length > 0 ? (
          <section>
            <h2 className={rows['group']}>{t.attention}</h2>
            <ul className={rows['rows']} aria-label={t.listOf(t.attention)}>
              {groups.refused.map((refused) => (
                <RefusedRow key={refused.id} refused={refused} />
              ))}
              {groups.trouble.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </ul>
          </section>
        ) : null}
        {groups && groups.leaving.length > 0 ? (
          <section>
            <h2 className={rows['group']}>{t.leaving}</h2>
            <ul className={rows['rows']} aria-label={t.listOf(t.leaving)}>
              {groups.leaving.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </ul>
          </section>
        ) : null}
        {groups ? <WaitingReminders reminders={groups.reminders} /> : null}
        {groups && groups.rest.length > 0 ? (
          <section>
            <h2 className={rows['group']}>{t.rest}</h2>
            <ul className={rows['rows']} aria-label={t.listOf(t.rest)}>
              {groups.rest.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </>
  )
}

function RefusedRow(props: { readonly refused: Refused }) {
  const { kind, reason, at } = props.refused
  const now = useNow()
  const timeZone = useTimeZone()
  return (
    <li className={rows['row']}>
      <time className={styles['when']} dateTime={at}>
        {shortDateTime(at, timeZone, now)}
      </time>
      <span className={`${rows['main']} ${rows['strong']}`}>{words.outbox.refusedKind(kind)}</span>
      <span className={styles['failure']} dir="auto">
        {words.outbox.refusal[reason]}
      </span>
      <span className={rows['end']}>
        <Pill tone="bad">{words.outbox.refused}</Pill>
      </span>
    </li>
  )
}
