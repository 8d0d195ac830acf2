import { Button, Group } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { LinkId } from '../../../shared/domain/ids.ts'
import type { InboxFacts } from '../../../shared/domain/inboxFacts.ts'
import { sentElsewhere } from '../../../shared/domain/verifiedEmails.ts'
import { ReasonModal } from '../../components/ReasonModal.tsx'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'

/** R4.8: as whom an invitation was redeemed, where it had gone, and the way out (R3.5). */
export function RedeemedBody(props: {
  readonly facts: Extract<InboxFacts, { kind: 'redeemed' }>
  readonly liveLinkId: LinkId | null
  readonly children: ReactNode
}) {
  const { facts, liveLinkId } = props
  const client = useClient()
  const inboxKey = useApi().inbox.key()
  const queryClient = useQueryClient()
  const [isEnding, setEnding] = useState(false)
  const elsewhere = sentElsewhere(facts.email, [facts.sentTo])
  const hasEnded = facts.linkId !== null && liveLinkId === null
  const t = words.inbox.redeemed
  return (
    <>
      {elsewhere ? (
        <p className={styles['warning']} dir="auto">
          {t.elsewhere(facts.email, elsewhere)}
        </p>
      ) : null}
      {facts.hadEnded || hasEnded ? (
        <p>{facts.hadEnded ? t.hadEnded : t.ended}</p>
      ) : (
        <>
          <p dir="auto">{t.said(facts)}</p>
          <p>{t.text}</p>
        </>
      )}
      <Group gap="sm">
        {props.children}
        {liveLinkId ? (
          <Button
            variant="subtle"
            color="bad"
            leftSection={<IconUserOff size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => setEnding(true)}
          >
            {words.access.revokeLink}
          </Button>
        ) : null}
      </Group>
      {isEnding && liveLinkId ? (
        <ReasonModal
          {...words.access.ending}
          title={words.access.ending.title(facts.email)}
          onConfirm={(reason) =>
            client.access
              .revokeLink({ linkId: liveLinkId, reason })
              .finally(() => void queryClient.invalidateQueries({ queryKey: inboxKey }))
          }
          onClose={() => setEnding(false)}
        />
      ) : null}
    </>
  )
}
