import { useQueryClient } from '@tanstack/react-query'
import type { MailId } from '../../../shared/domain/ids.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import { Pill } from '../Pill.tsx'
import { secondsUntil } from '../secondsUntil.ts'
import { useAct } from '../useAct.ts'
import { UndoButton } from './UndoButton.tsx'
import { forgetUndo } from './lastAct.ts'
import styles from './undo.module.css'

/** "Undo" beside the seconds that are left (R9.3); past them nothing is called undone that may have left. */
export function UndoCountdown(props: {
  readonly mailId: MailId
  readonly leavesAt: Instant
  readonly isMain?: boolean
  /** Whose e-mail, where several stand on one page. */
  readonly about?: string
}) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const now = useNow(250)
  const seconds = secondsUntil(props.leavesAt, now)
  const undo = useAct(
    () =>
      client.outbox.undo({ mailId: props.mailId }).finally(() => {
        void queryClient.invalidateQueries({ queryKey: api.access.key() })
        void queryClient.invalidateQueries({ queryKey: api.outbox.key() })
      }),
    { onDone: () => forgetUndo(props.mailId) },
  )
  if (seconds === 0) {
    return props.isMain ? (
      <span className={styles['seconds']}>{words.outbox.leavesNext}</span>
    ) : (
      <Pill tone="info">{words.outbox.states.waiting}</Pill>
    )
  }
  return (
    <span className={styles['countdown']}>
      <UndoButton
        size={props.isMain ? 'sm' : 'xs'}
        isMain={props.isMain ?? false}
        isBusy={undo.isRunning}
        about={props.about}
        onUndo={() => undo.run(undefined)}
      />
      <span role="timer" className={styles['seconds']}>
        {props.isMain ? words.outbox.leavesIn(seconds) : <Pill tone="info">{words.outbox.leavesIn(seconds)}</Pill>}
      </span>
    </span>
  )
}
