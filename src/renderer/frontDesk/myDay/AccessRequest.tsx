import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { shortDateTime } from '../../format/moments.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './myDay.module.css'

/** R3.6: "Ask the clinic for full access", with what the patient wrote, as far as the patient is known to have written it. */
export function AccessRequest(props: { readonly item: InboxItem; readonly patientId: PatientId }) {
  const { facts, receivedAt } = props.item
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.myDay.request
  if (facts.kind !== 'request') return null
  return (
    <li>
      <IconKey size={16} stroke={1.75} aria-hidden="true" />
      <div className={styles['newBody']}>
        <div className={styles['newLine']}>
          <strong>{t.title(shortDateTime(receivedAt, timeZone, now))}</strong>
          <Button
            size="xs"
            rightSection={<KeyOf name="giveAccess" />}
            aria-keyshortcuts={ariaShortcut('giveAccess')}
            onClick={() => openWorkspace(props.patientId, 'access-code')}
          >
            {t.act}
          </Button>
        </div>
        {facts.message && facts.isFromHolder ? (
          <blockquote className={styles['message']} dir="auto">
            {facts.message}
          </blockquote>
        ) : null}
        <p className={styles['said']}>{facts.isFromHolder ? t.text : t.notFromHolder}</p>
      </div>
    </li>
  )
}
