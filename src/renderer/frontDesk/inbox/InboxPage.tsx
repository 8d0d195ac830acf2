import { Switch } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InboxItemId } from '../../../shared/domain/ids.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { InboxList } from './InboxList.tsx'
import { InboxReading } from './InboxReading.tsx'

/** What arrived and waits for a person (R10.1); new items come in by themselves, the chosen one stays. */
export function InboxPage() {
  const [includeDone, setIncludeDone] = useState(false)
  const [chosenId, setChosenId] = useState<InboxItemId | null>(null)
  const inbox = useQuery(
    useApi().inbox.list.queryOptions({ input: { includeDone }, placeholderData: keepPreviousData }),
  )
  const items = inbox.data ?? []
  const open = items.filter(({ doneAt }) => doneAt === null)
  const chosen = items.find(({ id }) => id === chosenId) ?? open[0] ?? items[0]
  // What is being read stays, whatever arrives above it; once it is settled and gone, the next one is read.
  if (chosen && chosen.id !== chosenId) setChosenId(chosen.id)
  const t = words.inbox
  return (
    <>
      <PageHeader title={t.title} subtitle={inbox.data ? t.waiting(open.length) : null}>
        <Switch
          size="xs"
          label={t.showSettled}
          checked={includeDone}
          onChange={(event) => setIncludeDone(event.currentTarget.checked)}
        />
      </PageHeader>
      {inbox.isPending ? <SkeletonRows count={8} height={56} /> : null}
      {inbox.isError ? (
        <ErrorState title={t.couldNotLoad} error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : null}
      {inbox.data && !chosen ? (
        <EmptyState icon={<IconInbox size={28} stroke={1.5} aria-hidden="true" />} title={t.empty} hint={t.emptyText} />
      ) : null}
      {chosen ? (
        <div className={styles['columns']}>
          <InboxList items={items} chosenId={chosen.id} onChoose={setChosenId} />
          <InboxReading key={chosen.id} item={chosen} />
        </div>
      ) : null}
    </>
  )
}
