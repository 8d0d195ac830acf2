import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Invitation } from '../../../shared/contract/desk/access.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { Panel } from '../../components/Panel.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './access.module.css'
import { redemptionOf } from './invitationLife.ts'
import { standingOf, type Standing } from './invitationStanding.ts'
import { LifeList } from './LifeList.tsx'

/** Invitations that are over, of both kinds, newest first; each opens to its whole life. */
export function Earlier(props: { readonly invitations: readonly Invitation[] }) {
  return (
    <Panel title={words.access.earlier}>
      <ul className={styles['earlier']}>
        {props.invitations.map((invitation) => (
          <EarlierRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  )
}

function EarlierRow(props: { readonly invitation: Invitation }) {
  const { invitation } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const [isOpen, setOpen] = useState(false)
  const standing = standingOf(invitation, now)
  const at = endOf(invitation, standing)
  return (
    <li>
      <UnstyledButton className={styles['earlierRow'] ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={styles['dot']} data-standing={standing} aria-hidden="true" />
        <span className={styles['step']} dir="auto">
          {words.access.earlierLine(invitation, standing, redemptionOf(invitation))}
        </span>
        <time className={styles['time']} dateTime={at}>
          {shortDateTime(at, timeZone, now)}
        </time>
        <IconChevronRight className={styles['chevron']} size={14} stroke={1.75} aria-hidden="true" />
      </UnstyledButton>
      {isOpen ? <LifeList invitation={invitation} /> : null}
    </li>
  )
}

/** When it came to its end; for one that still lives, its last sign of life. */
function endOf(invitation: Invitation, standing: Standing): Instant {
  if (standing === 'expired') return invitation.expiresAt
  const { formsReturnedAt, endedAt, redeemedAt, openedAt, sentAt, preparedAt } = invitation
  if (standing === 'returned' && formsReturnedAt !== null) return formsReturnedAt
  return (standing === 'redeemed' ? redeemedAt : endedAt) ?? openedAt ?? sentAt ?? preparedAt
}
