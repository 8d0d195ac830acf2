import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck, IconExternalLink } from '@tabler/icons-react'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InboxItem } from '../../../shared/contract/desk/frontDesk.ts'
import { notifyDone } from '../../components/notify.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Key, Pill } from '../../components/Pill.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { InboxBody } from './InboxBody.tsx'

/** One item read, with the act that settles it. */
export function InboxReading(props: { readonly item: InboxItem }) {
  const { item } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const now = useNow()
  const timeZone = useTimeZone()
  const { submissionId } = item
  const submission = useQuery(api.forms.submission.queryOptions({ input: submissionId ? { submissionId } : skipToken }))
  const isSetAside = submission.data?.state === 'setAside'
  const settle = useAct(
    () =>
      client.inbox.settle({ id: item.id }).finally(() => {
        for (const queryKey of [api.inbox.key(), api.counts.key(), api.forms.key(), api.workspace.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
      }),
    {
      onDone: () => {
        if (submission.data) notifyDone(words.inbox.outcome[isSetAside ? 'settled' : 'filed'])
      },
    },
  )
  // A submission first has to be read, or to have proved unreadable: what settling does depends on how it stands.
  const canSettle = item.doneAt === null && (submissionId === null || !submission.isPending)
  useHotkeys([['E', () => canSettle && settle.run(undefined)]])
  const { patientId } = item
  return (
    <article className={styles['reading']} aria-label={item.title}>
      <header className={styles['readingHead']}>
        <div className={styles['readingTitles']}>
          <h2 dir="auto">{item.patientName ?? words.inbox.unknownPatient}</h2>
          <p dir="auto">
            {words.inbox.lineReceived(item.kind, item.title, shortDateTime(item.receivedAt, timeZone, now))}
          </p>
        </div>
        {item.doneAt ? (
          <Pill tone="good">{words.inbox.settledAt(shortDateTime(item.doneAt, timeZone, now))}</Pill>
        ) : null}
        {patientId ? (
          <Button
            leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => openWorkspace(patientId)}
          >
            {words.inbox.openWorkspace}
          </Button>
        ) : null}
        {canSettle ? (
          <Button
            variant={item.kind === 'submission' && !isSetAside ? 'filled' : 'default'}
            leftSection={<IconCheck size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={<Key>E</Key>}
            aria-keyshortcuts="E"
            aria-disabled={settle.isRunning}
            onClick={() => settle.run(undefined)}
          >
            {item.kind === 'submission' && !isSetAside ? words.inbox.file : words.inbox.settle}
          </Button>
        ) : null}
      </header>
      <div className={styles['body']} tabIndex={0} role="region" aria-label={words.inbox.content}>
        <InboxBody item={item} onSettle={() => settle.run(undefined)} />
      </div>
    </article>
  )
}
