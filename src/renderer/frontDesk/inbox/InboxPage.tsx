import { Switch } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import { setParam, useParam } from '../../address/useParam.ts'
import { comeTo } from '../../components/focus/comeTo.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useFocusStays } from '../../components/useFocusStays.ts'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useKeys } from '../../keys/useKeys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { InboxFilters } from './InboxFilters.tsx'
import { FILTERS, filterOf } from './inboxLook.ts'
import { InboxList } from './InboxList.tsx'
import { InboxReading } from './InboxReading.tsx'

const KEYS_OF = {
  booking: ['move', 'firstChart', 'secondChart', 'newChart', 'undo'],
  other: ['move', 'settle', 'undo'],
} as const

type Reading = { readonly item: InboxItem; readonly isSettledHere: boolean }

/** What arrived and waits for a person (R10.1); new items come in by themselves, the chosen one stays. */
export function InboxPage() {
  const [settled, showSettled] = useParam('settled')
  const includeDone = settled !== null
  const [inAddress] = useParam('item')
  const [opened, setOpened] = useParam('reading')
  const [reading, setReading] = useState<Reading | null>(null)
  const inbox = useQuery(
    useApi().inbox.list.queryOptions({ input: { includeDone }, placeholderData: keepPreviousData }),
  )
  const [kind, setKind] = useParam('of')
  const filter = FILTERS.find((each) => each === kind) ?? null
  const all = inbox.data ?? []
  const items = filter === null ? all : all.filter((each) => filterOf(each) === filter)
  const open = items.filter(({ doneAt }) => doneAt === null)
  // A link to this page names no item: the one that is read stays.
  const itemId = inAddress ?? reading?.item.id
  const listed = items.find(({ id }) => id === itemId)
  const read = reading?.item.id === itemId ? reading : null
  // What is being read stays, whatever arrives above it and whoever else settles it: "File" never comes to mean the next
  // one. Once it was settled here and is gone, the next one is read.
  const isGone = Boolean(inbox.data && read && !listed && !read.isSettledHere && read.item.doneAt === null)
  const chosen = listed ?? (isGone ? read?.item : undefined) ?? open[0] ?? items[0]
  if (chosen && chosen !== reading?.item) {
    setReading({ item: chosen, isSettledHere: chosen.id === reading?.item.id && reading.isSettledHere })
  }
  useEffect(() => {
    // A list that is being read anew may lack what the address has just asked for.
    if (inbox.data && !inbox.isFetching) setParam('item', chosen?.id ?? null, false)
  }, [inbox.data, inbox.isFetching, chosen?.id, inAddress])
  const columns = useRef<HTMLDivElement>(null)
  // What was done with goes; whoever did it stands on what is read next, and not on its buttons.
  // Where somebody else did, the focus goes to what is read and not to the next item, which it would choose.
  const focusStays = useFocusStays(
    columns,
    (area) =>
      area.querySelector<HTMLElement>('[aria-current]') ?? area.querySelector<HTMLElement>('article [role=region]'),
  )
  useKeys({ move: () => comeTo(columns.current, '[aria-current]') })
  const t = words.inbox
  return (
    <>
      <PageHeader
        title={t.title}
        subtitle={inbox.data ? t.waiting(all.filter(({ doneAt }) => doneAt === null).length) : null}
      >
        <Switch
          size="xs"
          label={t.showSettled}
          checked={includeDone}
          onChange={(event) => showSettled(event.currentTarget.checked ? 'shown' : null)}
        />
      </PageHeader>
      {inbox.isPending ? <SkeletonRows count={8} height={56} /> : null}
      {inbox.isError ? (
        <ErrorState title={t.couldNotLoad} error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : null}
      {inbox.data && all.length > 0 ? <InboxFilters items={all} chosen={filter} onChoose={setKind} /> : null}
      {inbox.data && !chosen ? (
        <EmptyState
          icon={<IconInbox size={28} stroke={1.5} aria-hidden="true" />}
          title={all.length > 0 ? t.nothingOfThese : t.empty}
          hint={all.length > 0 ? t.nothingOfTheseText : t.emptyText}
        />
      ) : null}
      {chosen ? (
        <div ref={columns} className={styles['columns']} data-reading={opened !== null || undefined} {...focusStays}>
          <InboxList
            items={items}
            chosenId={chosen.id}
            onChoose={(id) => setParam('item', id, false)}
            onOpen={() => setOpened('shown')}
          />
          <InboxReading
            key={chosen.id}
            item={chosen}
            isGone={isGone}
            onBack={() => setOpened(null)}
            onSettled={() => setReading((now) => (now?.item.id === chosen.id ? { ...now, isSettledHere: true } : now))}
          />
        </div>
      ) : null}
      {chosen ? (
        <KeysLine className={styles['keys']} names={KEYS_OF[chosen.facts.kind === 'booking' ? 'booking' : 'other']} />
      ) : null}
    </>
  )
}
