import { Button, TextInput } from '@mantine/core'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { Leaving } from '../../../shared/contract/desk/outbox.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { MailId } from '../../../shared/domain/ids.ts'
import { EmailAddress } from '../../../shared/domain/people.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './inbox.module.css'

/** "Correct the address and send again" (R4.9): the chart is corrected, then the same e-mail leaves once more. */
export function BouncedFix(props: {
  readonly item: InboxItem
  readonly mailId: MailId
  readonly onFixed: (leaving: Leaving | null) => void
}) {
  const { patientId, doneAt } = props.item
  const patient = useQuery(
    useApi().patients.get.queryOptions({ input: patientId && doneAt === null ? { patientId } : skipToken }),
  )
  if (!patient.data) return null
  return <FixForm patient={patient.data} mailId={props.mailId} onFixed={props.onFixed} />
}

function FixForm(props: {
  readonly patient: PatientSummary
  readonly mailId: MailId
  readonly onFixed: (leaving: Leaving | null) => void
}) {
  const { mailId } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  // As the chart stood when somebody began to type; until then it follows what is saved (R10.7).
  const [begun, setBegun] = useState<{ readonly saw: PatientSummary; readonly typed: string } | null>(null)
  const patient = begun?.saw ?? props.patient
  const typed = begun?.typed ?? patient.email ?? ''
  const [isChecked, setChecked] = useState(false)
  const parsed = EmailAddress.safeParse(typed)
  const t = words.inbox.bounced
  const fix = useAct(
    async (email: string) => {
      const emailForChart = email === patient.email ? null : { email, seenVersion: patient.version }
      return client.outbox.sendAgain({ mailId, emailForChart })
    },
    {
      keepFailure: true,
      onDone: ({ leaving }) => {
        for (const queryKey of [api.patients.key(), api.outbox.key()]) void queryClient.invalidateQueries({ queryKey })
        props.onFixed(leaving)
      },
    },
  )
  return (
    <form
      noValidate
      className={styles['fix']}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (parsed.success) fix.run(parsed.data)
      }}
    >
      <p>{t.text}</p>
      <TextInput
        label={t.label}
        type="email"
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        value={typed}
        onChange={(event) => setBegun({ saw: patient, typed: event.currentTarget.value })}
        error={isChecked && !parsed.success ? t.invalid : fix.failure ? errorSentence(fix.failure) : null}
      />
      <Button type="submit" variant="filled" aria-disabled={fix.isRunning}>
        {t.fix}
      </Button>
    </form>
  )
}
