import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ErrorState, SkeletonRows } from '../../../components/ListStates.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { shortDateTime } from '../../../format/moments.ts'
import { useApi } from '../../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import styles from './security.module.css'

/** R8.6: what was done to the clinic itself, about no patient, the newest first. */
export function ClinicHistory() {
  const pages = useInfiniteQuery(
    useApi().settings.history.infiniteOptions({
      input: (before: number | null) => ({ before }),
      initialPageParam: null,
      getNextPageParam: ({ before }) => before,
    }),
  )
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.settings.acts
  return (
    <Panel title={t.title}>
      <p className={styles['text']}>{t.text}</p>
      {pages.isPending ? <SkeletonRows count={4} /> : null}
      {pages.isError ? (
        <ErrorState title={t.couldNotLoad} error={pages.error} onRetry={() => void pages.refetch()} />
      ) : null}
      <ul className={styles['acts']}>
        {pages.data?.pages
          .flatMap(({ lines }) => lines)
          .map((line, index) => (
            <li key={index}>
              <span dir="auto">
                {words.workspace.history.action(line.facts, (at) => shortDateTime(at, timeZone, now))}
              </span>
              <small dir="auto">
                {[line.staffName ?? words.workspace.history.system, line.stationName].filter(Boolean).join(', ')}
              </small>
              <time dateTime={line.at}>{shortDateTime(line.at, timeZone, now)}</time>
            </li>
          ))}
      </ul>
      {pages.hasNextPage ? (
        <Button
          size="xs"
          className={styles['older'] ?? ''}
          aria-disabled={pages.isFetching}
          onClick={() => void pages.fetchNextPage()}
        >
          {t.older}
        </Button>
      ) : null}
    </Panel>
  )
}
