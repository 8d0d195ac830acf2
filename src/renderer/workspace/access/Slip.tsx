import { Button, Group, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Invitation } from '../../../shared/contract/desk/access.ts'
import { ErrorState } from '../../components/ListStates.tsx'
import { OnPaper } from '../../components/OnPaper.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { shortDateTime } from '../../format/moments.ts'
import { sayable } from '../../format/sayable.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './slip.module.css'
import { useReturnFocus } from '../../components/useReturnFocus.ts'

/** R4.5: what is handed over the counter: clinic, code, where to type it. Nothing medical, no patient's name. */
export function Slip(props: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const { invitation } = props
  const client = useClient()
  const settings = useQuery(useApi().settings.get.queryOptions())
  const now = useNow()
  const timeZone = useTimeZone()
  const until = shortDateTime(invitation.expiresAt, timeZone, now)
  const t = words.access.slip
  useReturnFocus()
  // The log says so before the paper is there (R8.6).
  const print = useAct(() => client.access.printSlip({ invitationId: invitation.id }), {
    onDone: () => window.print(),
  })
  const sheet =
    settings.data && invitation.code ? (
      <Sheet clinic={settings.data} code={invitation.code} pageUrl={settings.data.codePageUrl} until={until} />
    ) : null
  return (
    <Modal
      opened

      onClose={props.onClose}
      title={t.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {settings.isError ? (
        <ErrorState title={t.title} error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.data && !invitation.code ? <p className={styles['note']}>{t.noCode}</p> : null}
      <div className={styles['preview']}>{sheet}</div>
      {settings.data && !settings.data.codePageUrl ? <p className={styles['note']}>{t.noPage}</p> : null}
      <Group justify="flex-end" gap="sm">
        <Button onClick={props.onClose}>{words.common.close}</Button>
        <Button
          data-autofocus
          variant="filled"
          leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}
          aria-disabled={sheet === null || print.isRunning}
          onClick={() => sheet && print.run(undefined)}
        >
          {t.print}
        </Button>
      </Group>
      <OnPaper>{sheet}</OnPaper>
    </Modal>
  )
}

function Sheet(props: {
  readonly clinic: { readonly name: string; readonly addressLine: string; readonly phone: string }
  readonly code: string
  readonly pageUrl: string | null
  readonly until: string
}) {
  const { clinic, pageUrl } = props
  const t = words.access.slip
  return (
    <div className={styles['sheet']}>
      <p className={styles['clinic']}>{clinic.name}</p>
      <p className={styles['heading']}>{t.heading}</p>
      <p>{t.how}</p>
      <div className={styles['columns']}>
        <div>
          {pageUrl ? <p className={styles['url']}>{sayable(pageUrl)}</p> : null}
          <p className={styles['code']}>{props.code}</p>
        </div>
        {pageUrl ? <QrCode text={pageUrl} label={t.qr(pageUrl)} /> : null}
      </div>
      <p>{t.once(props.until)}</p>
      <p className={styles['foot']}>{[clinic.addressLine, clinic.phone].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
