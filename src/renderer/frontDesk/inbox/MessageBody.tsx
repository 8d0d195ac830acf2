import { useQuery } from '@tanstack/react-query'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { PatientId, ThreadId } from '../../../shared/domain/ids.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { ThreadMessages } from '../../components/messages/ThreadMessages.tsx'
import { WriteMessage } from '../../components/messages/WriteMessage.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'

/** R8.5: the thread, and the answer to it; what is filed in none says why. */
export function MessageBody(props: {
  readonly item: InboxItem
  readonly facts: Extract<InboxItem['facts'], { kind: 'message' }>
  readonly onSettled: () => void
}) {
  const { threadId, isReadable } = props.facts
  const { patientId } = props.item
  if (threadId !== null && patientId !== null) {
    return <Thread {...{ threadId, patientId }} onSettled={props.onSettled} />
  }
  const t = words.messages
  return <p className={styles['trouble']}>{isReadable ? t.notFromHolder : t.unreadable}</p>
}

function Thread(props: { readonly threadId: ThreadId; readonly patientId: PatientId; readonly onSettled: () => void }) {
  const { threadId, patientId } = props
  const query = useQuery(useApi().messages.ofPatient.queryOptions({ input: { patientId } }))
  if (query.isPending) return <SkeletonRows count={4} />
  const thread = query.data?.threads.find(({ id }) => id === threadId)
  if (!query.data || !thread) {
    return <ErrorState title={words.messages.couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
  }
  return (
    <>
      <ThreadMessages messages={thread.messages} />
      <WriteMessage key={threadId} {...{ patientId, thread }} holders={query.data.holders} onSent={props.onSettled} />
    </>
  )
}
