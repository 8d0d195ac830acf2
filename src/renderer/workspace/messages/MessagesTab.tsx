import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconMessage, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { MessageThread } from '../../../shared/contract/desk/messages.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { ThreadMessages } from '../../components/messages/ThreadMessages.tsx'
import { WriteMessage } from '../../components/messages/WriteMessage.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './messages.module.css'

/** In the address: a message that begins a thread. */
const NEW = 'new'

/** R8.5: everything that was written both ways, by subject. */
export function MessagesTab(props: { readonly patient: WorkspacePatient }) {
  const patientId = props.patient.id
  const query = useQuery(useApi().messages.ofPatient.queryOptions({ input: { patientId } }))
  const [asked] = useParam('thread')
  const show = (id: string | null) => setParam('thread', id, false)
  const t = words.messages
  const addButton = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />} onClick={() => show(NEW)}>
      {t.add}
    </Button>
  )
  if (query.isPending) return <SkeletonRows count={5} />
  if (!query.data) {
    return <ErrorState title={t.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  }
  const { threads, holders } = query.data
  const isNew = asked === NEW
  const shown = isNew ? null : (threads.find(({ id }) => id === asked) ?? threads[0] ?? null)
  if (shown === null && !isNew) {
    return (
      <EmptyState
        icon={<IconMessage size={28} stroke={1.5} aria-hidden="true" />}
        title={t.empty}
        hint={t.emptyText}
        action={addButton}
      />
    )
  }
  return (
    <div className={styles['columns']}>
      <nav className={styles['list']} aria-label={t.list}>
        {addButton}
        <ul>
          {threads.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} isShown={thread === shown} onShow={() => show(thread.id)} />
          ))}
        </ul>
      </nav>
      <section className={styles['reading']} aria-label={shown?.subject ?? t.add}>
        <h2 dir="auto">{shown?.subject ?? t.add}</h2>
        {shown ? <ThreadMessages messages={shown.messages} /> : null}
        <WriteMessage
          key={shown?.id ?? NEW}
          {...{ patientId, holders }}
          thread={shown}
          onSent={show}
          {...(shown ? {} : { onCancel: () => show(null) })}
        />
      </section>
    </div>
  )
}

function ThreadRow(props: { readonly thread: MessageThread; readonly isShown: boolean; readonly onShow: () => void }) {
  const { thread } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const newest = thread.messages.at(-1)
  const t = words.messages
  return (
    <li>
      <UnstyledButton
        className={styles['row'] ?? ''}
        aria-current={props.isShown ? 'true' : undefined}
        onClick={props.onShow}
      >
        <span className={styles['rowTop']}>
          <span className={styles['subject']} dir="auto">
            {thread.subject}
          </span>
          {thread.isWaiting ? (
            <span className={styles['dot']}>
              <VisuallyHidden>{t.waits}</VisuallyHidden>
            </span>
          ) : null}
        </span>
        {newest ? (
          <span className={styles['hint']} dir="auto">
            {t.shortFrom[newest.from]}, {shortDateTime(newest.at, timeZone, now)}
          </span>
        ) : null}
      </UnstyledButton>
    </li>
  )
}
