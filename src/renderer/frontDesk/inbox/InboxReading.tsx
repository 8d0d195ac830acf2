import { Button } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconExternalLink } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { Pill } from '../../components/Pill.tsx'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { InboxBody } from './InboxBody.tsx'
import { whose } from './inboxLook.ts'

/** One item read, with the act that settles it. */
export function InboxReading(props: {
  readonly item: InboxItem
  /** It was settled elsewhere while it was read here. */
  readonly isGone: boolean
  /** To the list, where that is not in sight beside it. */
  readonly onBack: () => void
  readonly onSettled: () => void
}) {
  const { item, isGone } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const now = useNow()
  const timeZone = useTimeZone()
  const { offer } = useOfferUndo()
  const { facts, patientId } = item
  const files = facts.kind === 'submission' && !facts.isSetAside
  const settle = useAct(
    // What a correction of the address left on its way is taken back with it.
    (_leaving: Leaving | null) =>
      client.inbox.settle({ id: item.id }).finally(() => {
        for (const queryKey of [api.inbox.key(), api.today.counts.key(), api.forms.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
      }),
    {
      onDone: ({ outcome, doneAt }, leaving) => {
        props.onSettled()
        const said = facts.kind === 'submission' ? words.inbox.outcome[outcome] : words.inbox.wasSettled
        offer({
          message: leaving ? words.inbox.bounced.sent : said,
          leavesAt: leaving?.leavesAt ?? null,
          way: { kind: 'settling', id: item.id, doneAt, mailId: leaving?.mailId ?? null },
        })
      },
    },
  )
  // Of a booking and of two at once something of its own is said.
  const isToDecide =
    facts.kind === 'clash' ||
    (facts.kind === 'profile' && facts.isFromHolder) ||
    (facts.kind === 'booking' && (facts.isNew || facts.isAwaited))
  const canSettle = item.doneAt === null && !isGone && !isToDecide
  useKeys({ settle: canSettle ? () => settle.run(null) : null })
  return (
    <article className={styles['reading']} aria-label={words.inbox.about(facts, formats.number)}>
      <header className={styles['readingHead']}>
        <Button
          className={styles['back'] ?? ''}
          size="xs"
          leftSection={<IconArrowLeft size={14} stroke={1.75} aria-hidden="true" />}
          onClick={props.onBack}
        >
          {words.inbox.back}
        </Button>
        <div className={styles['readingTitles']}>
          <h2 dir="auto">{whose(item)}</h2>
          <p dir="auto">
            {words.inbox.lineReceived(facts, formats.number, shortDateTime(item.receivedAt, timeZone, now))}
          </p>
        </div>
        {item.doneAt ? (
          <Pill tone="good">{words.inbox.settledAt(shortDateTime(item.doneAt, timeZone, now))}</Pill>
        ) : isGone ? (
          <Pill tone="good">{words.inbox.settledMeanwhile}</Pill>
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
            variant={files ? 'filled' : 'default'}
            leftSection={<IconCheck size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={<KeyOf name="settle" />}
            aria-keyshortcuts={ariaShortcut('settle')}
            aria-disabled={settle.isRunning}
            onClick={() => settle.run(null)}
          >
            {files ? words.inbox.file : facts.kind === 'renewed' ? words.inbox.renewed.wasThem : words.inbox.settle}
          </Button>
        ) : null}
      </header>
      <div className={styles['body']} tabIndex={0} role="region" aria-label={words.inbox.content}>
        <InboxBody item={item} onSettle={settle.run} onSettled={props.onSettled} />
      </div>
    </article>
  )
}
