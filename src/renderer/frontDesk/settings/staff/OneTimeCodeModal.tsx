import { Button, Group, Modal } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { OneTimeCode, StaffAccount } from '../../../../shared/contract/desk/staff.ts'
import { useReturnFocus } from '../../../components/useReturnFocus.ts'
import { shortDateTime } from '../../../format/moments.ts'
import { useNow, useTimeZone } from '../../../state/useSession.ts'
import { words } from '../../../words/words.ts'
import styles from './staff.module.css'

/** R10.3: a one-time code, on screen this once: to be read aloud, copied or written down. */
export function OneTimeCodeModal(props: {
  readonly to: StaffAccount
  readonly oneTimeCode: OneTimeCode
  readonly onClose: () => void
}) {
  const { to, oneTimeCode } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const [copying, setCopying] = useState<'copied' | 'notCopied' | null>(null)
  const t = words.settings.staff.code
  useReturnFocus()
  const copy = () => {
    navigator.clipboard.writeText(oneTimeCode.code).then(
      () => setCopying('copied'),
      () => setCopying('notCopied'),
    )
  }
  return (
    <Modal
      opened
      // What is shown once is not lost to a slip beside it.
      closeOnClickOutside={false}
      onClose={props.onClose}
      title={t.title(to.name)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p className={styles['note']}>{t.text}</p>
      <p className={styles['code']} aria-label={t.aloud} role="group">
        {oneTimeCode.code}
      </p>
      <p className={styles['note']} dir="auto">
        {t.how(to.email)} {t.until(shortDateTime(oneTimeCode.expiresAt, timeZone, now))}
      </p>
      <div role="status" className={styles['copying']}>
        {copying ? t[copying] : null}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />} onClick={copy}>
          {t.copy}
        </Button>
        <Button data-autofocus variant="filled" onClick={props.onClose}>
          {t.done}
        </Button>
      </Group>
    </Modal>
  )
}
