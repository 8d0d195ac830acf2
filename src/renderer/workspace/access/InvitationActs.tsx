import { Button } from '@mantine/core'
import { IconMail, IconPhone, IconQrcode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Invitation } from '../../../shared/contract/desk/access.ts'
import { UndoCountdown } from '../../components/undo/UndoCountdown.tsx'
import { sayable } from '../../format/sayable.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './access.module.css'
import type { Fix } from './invitationStanding.ts'
import { spelling } from './spelling.ts'

/** The one fixing act first (R4.1), then the quiet ones; what cannot be undone stands apart. */
export function InvitationActs(props: {
  readonly invitation: Invitation
  readonly fix: Fix
  readonly hasEmail: boolean
  readonly onSend: () => void
  readonly onPrint: () => void
  readonly onRevoke: () => void
  readonly onRequest: () => void
  readonly isRequesting: boolean
}) {
  const { invitation, fix } = props
  const [isSpelled, setSpelled] = useState(false)
  const spellingId = useId()
  return (
    <div className={styles['acts']}>
      {fix === 'send' || fix === 'sendAgain' || fix === 'correct' ? (
        <Button
          variant="filled"
          leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyOf name="send" />}
          aria-keyshortcuts={ariaShortcut('send')}
          onClick={props.onSend}
        >
          {words.access[fix]}
        </Button>
      ) : null}
      {fix === 'undo' && invitation.mail ? (
        <UndoCountdown mailId={invitation.mail.id} leavesAt={invitation.mail.leavesAt} isMain />
      ) : null}
      {fix === 'request' ? (
        <Button
          variant="filled"
          onClick={props.onRequest}
          aria-disabled={props.isRequesting}
          aria-keyshortcuts={ariaShortcut('request')}
          rightSection={<KeyOf name="request" />}
        >
          {words.access.request}
        </Button>
      ) : null}
      {invitation.code ? (
        <Button
          leftSection={<IconQrcode size={16} stroke={1.75} aria-hidden="true" />}
          rightSection={<KeyOf name="print" />}
          aria-keyshortcuts={ariaShortcut('print')}
          onClick={props.onPrint}
        >
          {words.access.print}
        </Button>
      ) : null}
      {invitation.code ? (
        <Button
          leftSection={<IconPhone size={16} stroke={1.75} aria-hidden="true" />}
          aria-expanded={isSpelled}
          {...(isSpelled ? { 'aria-controls': spellingId } : {})}
          onClick={() => setSpelled(!isSpelled)}
        >
          {words.access.readOut}
        </Button>
      ) : null}
      {fix === 'request' ? null : (
        <span className={styles['apart']}>
          <Button variant="subtle" color="gray" onClick={props.onRequest} aria-disabled={props.isRequesting}>
            {words.access.request}
          </Button>
          <Button variant="subtle" color="bad" onClick={props.onRevoke}>
            {words.access.revoke}
          </Button>
        </span>
      )}
      {invitation.code && isSpelled ? <Spelling id={spellingId} code={invitation.code} /> : null}
      {fix === 'send' && !props.hasEmail ? (
        <p className={styles['missing']}>{words.access.sendTo.missingInChart}</p>
      ) : null}
    </div>
  )
}

/** The page, then the code, sign by sign, in the words that survive a bad line (R4.5). */
function Spelling(props: { readonly id: string; readonly code: string }) {
  const { data: settings } = useQuery(useApi().settings.get.queryOptions())
  const page = settings?.codePageUrl ?? null
  return (
    <div id={props.id} className={styles['spelling']}>
      {settings && page !== null ? (
        <p className={styles['page']}>
          {words.access.readPage} <b translate="no">{sayable(page)}</b>
          {settings.shortNameState === 'none' ? <span>{words.access.noShortAddress}</span> : null}
        </p>
      ) : null}
      {page === null ? null : <p className={styles['page']}>{words.access.readCode}</p>}
      {spelling(props.code).map((part, index) => (
        <ol key={index}>
          {part.map(({ sign, spoken }, place) => (
            <li key={place}>
              <b>{sign}</b>
              {spoken}
            </li>
          ))}
        </ol>
      ))}
    </div>
  )
}
