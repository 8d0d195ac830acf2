import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { MessageThread } from '../../../shared/contract/desk/messages.ts'
import type { MessageId, PatientId, ThreadId } from '../../../shared/domain/ids.ts'
import { newId } from '../../format/newId.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { orMeanwhile } from '../conflict/orMeanwhile.ts'
import { notifyDone } from '../notify.ts'
import { useOfferUndo } from '../undo/useOfferUndo.tsx'
import { useAct } from '../useAct.ts'

type Written = { readonly subject: string | null; readonly text: string }

/**
 * R8.5: sends an answer, or a thread of its own. The ids are made before the first call and kept until it succeeds, so that a
 * repeat sends nothing twice; over what somebody wrote meanwhile it asks (R10.7).
 */
export function useSendMessage(props: {
  readonly patientId: PatientId
  /** Null begins one. */
  readonly thread: MessageThread | null
  readonly onSent: (threadId: ThreadId) => void
  readonly onMeanwhile: (by: string | null) => void
}) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofSending } = useOfferUndo()
  const ids = useRef<{ readonly id: MessageId; readonly threadId: ThreadId } | null>(null)
  const { patientId, thread } = props
  return useAct(
    async (written: Written) => {
      ids.current ??= { id: newId<MessageId>(), threadId: thread?.id ?? newId<ThreadId>() }
      const { threadId } = ids.current
      // The program's own answer is nobody's word meanwhile.
      const newest = thread?.messages.findLast(({ from }) => from !== 'outOfHours')
      const sending = client.messages.send({ ...ids.current, ...written, patientId, seenMessageId: newest?.id ?? null })
      const outcome = await orMeanwhile(sending, (current) => current)
      return { threadId, outcome }
    },
    {
      onDone: ({ threadId, outcome }) => {
        for (const queryKey of [api.messages.key(), api.inbox.key(), api.today.counts.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
        if (outcome.kind === 'meanwhile') return props.onMeanwhile(outcome.meanwhile.by)
        ids.current = null
        const { readers, leaving } = outcome.output
        const t = words.messages
        if (leaving) ofSending(t.sentTold, leaving)
        else notifyDone(readers === 0 ? t.sentUnseen : t.sent)
        props.onSent(threadId)
      },
    },
  )
}
