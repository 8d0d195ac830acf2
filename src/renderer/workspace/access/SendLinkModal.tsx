import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { Holder, Invitation } from '../../../shared/contract/desk/access.ts'
import { EmailAddress, emailKey } from '../../../shared/domain/people.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './access.module.css'
import type { Fix } from './invitationStanding.ts'
import { useAskAgain } from './useAccess.ts'

/** R2.3: "Send Access Link" only after the address was confirmed; the chart keeps its own. */
export function SendLinkModal(props: {
  readonly patient: WorkspacePatient
  readonly invitation: Invitation
  readonly fix: Fix
  /** R5.3: who else sees everything, and is told of one more. */
  readonly holders: readonly Holder[]
  readonly onClose: () => void
}) {
  const { patient, invitation } = props
  const client = useClient()
  const askAgain = useAskAgain()
  const onFile = patient.email
  const [proposed] = useState(
    invitation.sentAt ? (invitation.email ?? onFile ?? '') : (onFile ?? invitation.email ?? ''),
  )
  const [typed, setTyped] = useState(proposed)
  const close = useHalfTyped(typed !== proposed, props.onClose)
  const [isChecked, setChecked] = useState(false)
  const parsed = EmailAddress.safeParse(typed)
  const { ofSending } = useOfferUndo()
  const t = words.access.sendTo
  const [isTold, setTold] = useState(true)
  const [why, setWhy] = useState('')
  const others = othersTold(props.holders, parsed.success ? parsed.data : null)
  const untold = others.length > 0 && !isTold ? why.trim() : null
  const send = useAct((email: string) => client.access.sendLink({ invitationId: invitation.id, email, untold }), {
    keepFailure: true,
    onDone: ({ mail }, email) => {
      askAgain()
      ofSending(t.sent(email), mail && { mailId: mail.id, leavesAt: mail.leavesAt })
      props.onClose()
    },
  })
  const problem =
    isChecked && !parsed.success
      ? typed.trim()
        ? t.invalid
        : t.needed
      : send.failure
        ? errorSentence(send.failure)
        : null
  return (
    <FormModal
      title={t.title}
      onClose={close}
      onSubmit={() => {
        setChecked(true)
        if (parsed.success && untold !== '') send.run(parsed.data)
      }}
    >
      <p className={styles['modalText']}>{t.text}</p>
      {props.fix === 'correct' && invitation.mail?.failure ? (
        <p className={styles['bounced']}>{t.cameBack(invitation.email ?? '', invitation.mail.failure)}</p>
      ) : null}
      <TextInput
        data-autofocus
        label={t.label}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        maxLength={254}
        value={typed}
        error={problem}
        description={describe(parsed.success ? parsed.data : null, onFile)}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          send.forget()
        }}
        leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
      />
      {others.length > 0 ? (
        <Checkbox
          mt="md"
          checked={isTold}
          onChange={(event) => setTold(event.currentTarget.checked)}
          label={t.tellOthers(others)}
        />
      ) : null}
      {others.length > 0 && !isTold ? (
        <TextInput
          mt="sm"
          label={t.whyUntold}
          maxLength={500}
          value={why}
          error={isChecked && untold === '' ? words.workspace.reason.missing : null}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" aria-disabled={send.isRunning}>
          {words.access.send}
        </Button>
      </Group>
    </FormModal>
  )
}

/** Addresses of the other full holders, once each. */
function othersTold(holders: readonly Holder[], email: string | null): string[] {
  const full = holders.filter(({ level, isProven }) => level === 'full' && isProven)
  const byKey = new Map(full.map((holder) => [emailKey(holder.email), holder.email]))
  if (email !== null) byKey.delete(emailKey(email))
  return [...byKey.values()]
}

function describe(email: string | null, onFile: string | null): string | null {
  if (onFile === null) return words.access.sendTo.missing
  if (email === null) return null
  return emailKey(email) === emailKey(onFile) ? words.access.sendTo.fromChart : words.access.sendTo.notFromChart
}
