import { Button, Group } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmModal } from '../../components/ConfirmModal.tsx'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { notifyDone } from '../../components/notify.ts'
import { Panel } from '../../components/Panel.tsx'
import { Pill } from '../../components/Pill.tsx'
import { useAct } from '../../components/useAct.ts'
import { shortDateTime } from '../../format/moments.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import settings from '../settings/settings.module.css'
import styles from './account.module.css'

/** R11.1: a secret address from which a calendar program of one's own reads when one has visits, and nothing else. */
export function OwnCalendarAddress() {
  const client = useClient()
  const now = useNow()
  const timeZone = useTimeZone()
  const stands = useQuery(useApi().account.calendarAddress.queryOptions())
  const [asked, setAsked] = useState<'change' | 'end' | null>(null)
  const [copying, setCopying] = useState<'copied' | 'notCopied' | null>(null)
  const t = words.account.calendarAddress
  const address = stands.data?.address ?? null
  const seenSince = stands.data?.since ?? null
  const make = useAct(client.account.makeCalendarAddress, {
    onDone: () => {
      setCopying(null)
      notifyDone(address === null ? t.made : t.changed)
    },
  })
  const end = useAct(client.account.endCalendarAddress, { onDone: () => notifyDone(t.ended) })
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setCopying('copied'),
      () => setCopying('notCopied'),
    )
  return (
    <Panel
      id="calendar-address"
      title={t.title}
      mark={<Pill tone={address === null ? 'plain' : 'good'}>{address === null ? t.off : t.on}</Pill>}
      aside={
        stands.data ? (
          <Button size="xs" onClick={() => (address === null ? make.run({ seenSince }) : setAsked('end'))}>
            {address === null ? t.make : t.end}
          </Button>
        ) : null
      }
    >
      {stands.isPending ? <SkeletonRows count={1} /> : null}
      {stands.isError ? (
        <ErrorState title={t.couldNotLoad} error={stands.error} onRetry={() => void stands.refetch()} />
      ) : null}
      {stands.data && address === null ? <p className={settings['intro']}>{t.offText}</p> : null}
      {stands.data && address !== null ? (
        <>
          <p className={settings['text']}>{t.onText}</p>
          <p className={styles['address']} role="group" aria-label={t.address}>
            {address}
          </p>
          <Group gap="sm">
            <Button
              leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => void copy(address)}
            >
              {t.copy}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsked('change')}>
              {t.change}
            </Button>
            <span role="status">{copying ? t[copying] : null}</span>
          </Group>
          <p className={styles['note']}>
            {stands.data.isPublished && stands.data.since !== null
              ? t.since(shortDateTime(stands.data.since, timeZone, now))
              : t.waiting}
          </p>
        </>
      ) : null}
      {asked === 'change' ? (
        <ConfirmModal {...t.changing} onConfirm={() => make.run({ seenSince })} onClose={() => setAsked(null)} />
      ) : null}
      {asked === 'end' ? (
        <ConfirmModal {...t.ending} onConfirm={() => end.run({ seenSince })} onClose={() => setAsked(null)} />
      ) : null}
    </Panel>
  )
}
