import { UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconAt,
  IconCalendarCancel,
  IconCalendarCheck,
  IconCalendarExclamation,
  IconClipboardText,
  IconClockPlus,
  IconFileUpload,
  IconKey,
  IconLockExclamation,
  IconMessage,
  IconMessageQuestion,
  IconRefresh,
  IconUserEdit,
  IconUserMinus,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { InboxItemId } from '../../../shared/domain/ids.ts'
import type { InboxKind } from '../../../shared/domain/inboxFacts.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { lineOf, toneOf, whose } from './inboxLook.ts'
import { moveFocus } from './moveFocus.ts'

export const ICONS: Record<InboxKind, ComponentType<{ size: number; stroke: number; 'aria-hidden': 'true' }>> = {
  submission: IconClipboardText,
  request: IconMessageQuestion,
  profile: IconUserEdit,
  message: IconMessage,
  left: IconUserMinus,
  newEmail: IconAt,
  mailBounced: IconAlertTriangle,
  redeemed: IconKey,
  renewed: IconRefresh,
  unproven: IconUserQuestion,
  booking: IconUserPlus,
  bookingDoubtful: IconUserQuestion,
  visitChange: IconCalendarCancel,
  clash: IconCalendarExclamation,
  offerTaken: IconCalendarCheck,
  waitingAsked: IconClockPlus,
  upload: IconFileUpload,
  uploadDoubtful: IconUserQuestion,
  codesGuessed: IconLockExclamation,
}

/** One line says whose, the other what; arrow keys go from item to item. */
export function InboxList(props: {
  readonly items: readonly InboxItem[]
  readonly chosenId: InboxItemId
  readonly onChoose: (id: InboxItemId) => void
  /** Pressed: where the list and what is read share one place, it is read now. */
  readonly onOpen: () => void
}) {
  return (
    <div className={styles['list']}>
      <ul aria-label={words.inbox.list} onKeyDown={moveFocus}>
        {props.items.map((item) => (
          <InboxRow
            key={item.id}
            item={item}
            isChosen={item.id === props.chosenId}
            onChoose={() => props.onChoose(item.id)}
            onOpen={props.onOpen}
          />
        ))}
      </ul>
    </div>
  )
}

function InboxRow(props: {
  readonly item: InboxItem
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onOpen: () => void
}) {
  const { item } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const Icon = ICONS[item.facts.kind]
  const tone = toneOf(item.facts)
  return (
    <li>
      <UnstyledButton
        className={styles['item'] ?? ''}
        aria-current={props.isChosen ? 'true' : undefined}
        data-done={item.doneAt !== null || undefined}
        data-tone={item.doneAt === null ? tone : undefined}
        onClick={() => {
          props.onChoose()
          props.onOpen()
        }}
        onFocus={props.onChoose}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles['itemText']}>
          <span className={styles['itemTop']}>
            <span className={styles['itemName']} dir="auto">
              {whose(item)}
            </span>
            <time className={styles['itemTime']} dateTime={item.receivedAt}>
              {shortDateTime(item.receivedAt, timeZone, now)}
            </time>
          </span>
          <span className={styles['itemTitle']} dir="auto">
            {lineOf(item)}
          </span>
        </span>
      </UnstyledButton>
    </li>
  )
}
