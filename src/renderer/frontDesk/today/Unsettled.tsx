import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { Unsettled } from '../../../shared/contract/desk/toSettle.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { notifyDone } from '../../components/notify.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './settle.module.css'

/** R11.6: what synchronising could not settle by itself, in words, with the act that can settle it. */
export function UnsettledList(props: { readonly items: readonly Unsettled[] }) {
  if (props.items.length === 0) return null
  return (
    <ul className={styles['unsettled']} aria-label={words.toSettle.label}>
      {props.items.map((item) => (
        <UnsettledItem key={keyOf(item)} item={item} />
      ))}
    </ul>
  )
}

function UnsettledItem(props: { readonly item: Unsettled }) {
  const { item } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const { title, because } = wordsOf(item)
  return (
    <li>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles['settleText']}>
        <span dir="auto">{title}</span>
        <span className={styles['hint']}>
          {because} <time dateTime={item.newestAt}>{shortDateTime(item.newestAt, timeZone, now)}</time>
        </span>
        <span className={styles['acts']}>
          <Acts item={item} title={title} />
        </span>
      </span>
    </li>
  )
}

function Acts(props: { readonly item: Unsettled; readonly title: string }) {
  const { item, title } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const askAgain = () => void queryClient.invalidateQueries({ queryKey: api.toSettle.key() })
  const again = useAct(
    (what: Extract<Unsettled, { kind: 'events' | 'rows' }>) => client.toSettle.tryAgain(what).finally(askAgain),
    {
      onDone: ({ left }) => notifyDone(outcomeOf(item, left)),
    },
  )
  const away = useAct((what: Exclude<Unsettled, { kind: 'rows' }>) => client.toSettle.putAway(what).finally(askAgain), {
    onDone: () => notifyDone(words.toSettle.wasPutAway),
  })
  return (
    <>
      {item.kind === 'holder' ? (
        <Button
          size="xs"
          aria-label={words.common.actOn(words.toSettle.openChart, title)}
          onClick={() => openWorkspace(item.patientId, 'access-code')}
        >
          {words.toSettle.openChart}
        </Button>
      ) : item.kind === 'notKept' || item.kind === 'putBack' ? null : item.canTryAgain ? (
        <Button
          size="xs"
          aria-label={words.common.actOn(words.common.tryAgain, title)}
          aria-disabled={again.isRunning}
          onClick={() => again.run(item)}
        >
          {words.common.tryAgain}
        </Button>
      ) : null}
      {item.kind === 'rows' ? null : (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={words.common.actOn(words.toSettle.putAway, title)}
          aria-disabled={away.isRunning}
          onClick={() => away.run(item)}
        >
          {words.toSettle.putAway}
        </Button>
      )}
    </>
  )
}

function wordsOf(item: Unsettled): { readonly title: string; readonly because: string } {
  const { toSettle } = words
  switch (item.kind) {
    case 'events':
      return { title: toSettle.setAside(item.event, item.count), because: toSettle.setAsideBecause[item.reason] }
    case 'rows':
      return { title: toSettle.notTaken(item.row, item.count), because: toSettle.notTakenBecause(item.reason) }
    case 'notKept':
      return {
        title: toSettle.notKept(item.email, item.count),
        because: toSettle.notKeptBecause(item.email, item.bytes, item.roomBytes),
      }
    case 'putBack':
      return { title: toSettle.putBack(item.count), because: toSettle.putBackBecause(item.isSaidAgain) }
    case 'holder':
      return { title: toSettle.holder(item.email, item.patientName), because: toSettle.holderBecause[item.reason] }
    default:
      return assertNever(item)
  }
}

function outcomeOf(item: Unsettled, left: number): string {
  if (item.kind === 'rows') return words.toSettle.leaves
  return left === 0 ? words.toSettle.takenIn : words.toSettle.stillThere(left)
}

function keyOf(item: Unsettled): string {
  switch (item.kind) {
    case 'events':
      return `events ${item.reason} ${item.event}`
    case 'rows':
      return `rows ${item.row} ${item.reason}`
    case 'notKept':
      return `notKept ${item.loginId}`
    case 'putBack':
      return item.kind
    case 'holder':
      return `holder ${item.linkId}`
    default:
      return assertNever(item)
  }
}
