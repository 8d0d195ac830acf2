import { Button, Group, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { OnPaper } from '../../components/OnPaper.tsx'
import { useReturnFocus } from '../../components/useReturnFocus.ts'
import { useSession } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './account.module.css'

/** R10.3: the spare codes, on screen this once; on paper with the clinic's name, and nothing that opens without a password. */
export function SpareCodesModal(props: {
  readonly email: string
  readonly codes: readonly string[]
  readonly onClose: () => void
}) {
  const clinicName = useSession().data?.clinic?.name ?? ''
  const today = useToday()
  const t = words.account.factor
  useReturnFocus()
  const list = (
    <ol className={styles['codes']}>
      {props.codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ol>
  )
  return (
    <Modal
      opened
      // What is shown once is not lost to a slip beside it.
      closeOnClickOutside={false}
      onClose={props.onClose}
      title={t.spareTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p className={styles['note']}>{t.spareText}</p>
      {list}
      <Group justify="flex-end" gap="sm">
        <Button leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />} onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button data-autofocus variant="filled" onClick={props.onClose}>
          {t.keep}
        </Button>
      </Group>
      <OnPaper>
        <div className={styles['sheet']}>
          <h1>{t.sheetTitle(clinicName)}</h1>
          <p>{t.sheetWho(props.email)}</p>
          {list}
          <p>{t.sheetMade(formats.date(today))}</p>
        </div>
      </OnPaper>
    </Modal>
  )
}
