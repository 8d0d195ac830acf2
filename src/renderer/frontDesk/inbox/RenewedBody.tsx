import { Button, Group } from '@mantine/core'
import { IconArrowBackUp, IconMail } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { ConfirmModal } from '../../components/ConfirmModal.tsx'
import { notifyDone } from '../../components/notify.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'
import { whose } from './inboxLook.ts'

/** A lost password that was renewed: what the new one opens, who waits for a link of their own, and the way back. */
export function RenewedBody(props: {
  readonly item: InboxItem
  readonly facts: Extract<InboxFacts, { kind: 'renewed' }>
  readonly onSettled: () => void
  readonly children: ReactNode
}) {
  const { item, facts } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const t = words.inbox.renewed
  const restore = useAct(
    () =>
      client.inbox.restoreLogin({ id: item.id }).finally(() => {
        for (const queryKey of [api.inbox.key(), api.today.counts.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
      }),
    {
      onDone: () => {
        props.onSettled()
        notifyDone(t.done)
      },
    },
  )
  if (item.renewal?.state !== 'stands') {
    return (
      <>
        <p>{item.renewal?.state === 'renewedSince' ? t.renewedSince : t.restored}</p>
        <Group gap="sm">{props.children}</Group>
      </>
    )
  }
  return (
    <>
      <p dir="auto">{t.said(facts.email, whose(item))}</p>
      {item.renewal.waiting.length > 0 ? (
        <>
          <p>{t.others}</p>
          <ul className={styles['others']}>
            {item.renewal.waiting.map(({ patientId, patientName, level }) => (
              <li key={patientId}>
                <span dir="auto">{patientName}</span>
                <span>{t.level[level]}</span>
                <Button
                  size="compact-sm"
                  leftSection={<IconMail size={14} stroke={1.75} aria-hidden="true" />}
                  onClick={() => openWorkspace(patientId, 'access-code')}
                >
                  {t.send(patientName)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Group gap="sm">
        {props.children}
        <Button
          variant="subtle"
          color="bad"
          leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden="true" />}
          aria-disabled={restore.isRunning}
          onClick={() => setAsking(true)}
        >
          {t.wasNotThem}
        </Button>
      </Group>
      {isAsking ? (
        <ConfirmModal
          {...t.restoring}
          title={t.restoring.title(facts.email)}
          onConfirm={() => restore.run(undefined)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
