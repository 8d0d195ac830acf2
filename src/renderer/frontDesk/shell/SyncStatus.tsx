import { Button, Popover } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { notifyFailure } from '../../components/notify.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './rail.module.css'
import { syncWords } from './syncWords.ts'

/** R10.5: when the desk last synchronised, what waits, and what is wrong. */
export function SyncStatus() {
  const api = useApi()
  const timeZone = useTimeZone()
  const now = useNow()
  const [isOpen, setIsOpen] = useState(false)
  const { data: status } = useQuery(api.sync.status.queryOptions({ refetchInterval: 30_000 }))
  const synchronise = useMutation(api.sync.now.mutationOptions({ onError: notifyFailure }))
  if (!status) return <div className={styles['footButton']} />
  const { tone, line, sentences } = syncWords(status, timeZone, now)
  const isPaired = status.state !== 'notPaired'
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles['footButton']} onClick={() => setIsOpen((before) => !before)}>
          <span className={styles['dotPlace']}>
            <span className={styles['dot']} data-tone={tone} aria-hidden="true" />
          </span>
          <span className={styles['footText']} role="status" title={line}>
            {line}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.sync.label}>
        <div className={styles['popover']}>
          {sentences.map((sentence, index) => (
            <p key={sentence} className={index === 0 ? styles['popoverTitle'] : styles['quiet']}>
              {sentence}
            </p>
          ))}
          <div className={styles['popoverActs']}>
            {isPaired ? (
              <Button
                data-autofocus
                loading={synchronise.isPending || status.state === 'working'}
                onClick={() => synchronise.mutate({})}
              >
                {words.sync.now}
              </Button>
            ) : (
              <Button data-autofocus component={Link} href="/settings/connection" onClick={() => setIsOpen(false)}>
                {words.sync.openSettings}
              </Button>
            )}
            {status.waiting + status.needsAttention > 0 ? (
              <Button variant="subtle" color="gray" component={Link} href="/outbox" onClick={() => setIsOpen(false)}>
                {words.sync.openOutbox}
              </Button>
            ) : null}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
