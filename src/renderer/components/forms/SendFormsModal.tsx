import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { InvitationId, QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { EmailAddress } from '../../../shared/domain/people.ts'
import { newId } from '../../format/newId.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { useHalfTyped } from '../discard/useHalfTyped.ts'
import { errorSentence } from '../errorSentence.ts'
import { FormModal } from '../FormModal.tsx'
import { ErrorState, SkeletonRows } from '../ListStates.tsx'
import { PatientSelect } from '../PatientSelect.tsx'
import { useOfferUndo } from '../undo/useOfferUndo.tsx'
import { useAct } from '../useAct.ts'
import styles from './sendForms.module.css'

/** R2.2: one e-mail with "Take me to my forms". Opened for a patient, for a form, or for neither. */
export function SendFormsModal(props: {
  readonly patient: PatientSummary | null
  readonly formIds: readonly QuestionnaireVersionId[]
  readonly onClose: () => void
}) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const library = useQuery(api.forms.library.queryOptions())
  const [picked, setPatient] = useState(props.patient)
  // As the chart stands now: where the e-mail goes, and whether an address is asked for, may have changed since (R10.7).
  const { data: live } = useQuery(
    api.patients.get.queryOptions({ input: picked ? { patientId: picked.id } : skipToken }),
  )
  const patient = live && live.id === picked?.id ? live : picked
  const [offered] = useState(props.formIds)
  const [formIds, setFormIds] = useState(offered)
  const [typedEmail, setTypedEmail] = useState('')
  const [isChecked, setChecked] = useState(false)
  const id = useRef(newId<InvitationId>())
  const t = words.forms.sending
  const needsEmail = patient !== null && patient.email === null
  const email = EmailAddress.safeParse(typedEmail)
  const isTyped = picked !== props.patient || formIds !== offered || typedEmail.trim() !== ''
  const close = useHalfTyped(isTyped, props.onClose)
  const isReady = patient !== null && formIds.length > 0 && (!needsEmail || email.success)

  const { ofSending } = useOfferUndo()
  const send = useAct(
    async (to: PatientSummary) => {
      const emailForChart = to.email === null && email.success ? { email: email.data, seenVersion: to.version } : null
      return client.forms.send({ id: id.current, patientId: to.id, formIds: [...formIds], emailForChart })
    },
    {
      keepFailure: true,
      onDone: ({ leaving }, to) => {
        for (const queryKey of [api.forms.key(), api.patients.key(), api.outbox.key()]) {
          void queryClient.invalidateQueries({ queryKey })
        }
        ofSending(t.sent(to.email ?? (email.success ? email.data : '')), leaving)
        props.onClose()
      },
    },
  )

  return (
    <FormModal
      title={t.title}
      onClose={close}
      onSubmit={() => {
        setChecked(true)
        if (isReady) send.run(patient)
      }}
    >
      <p className={styles['text']}>{t.text}</p>
      {props.patient ? (
        <p className={styles['patient']} dir="auto">
          {fullName(props.patient)}
        </p>
      ) : (
        <PatientSelect value={patient} onChange={setPatient} error={isChecked && !patient ? t.patientMissing : null} />
      )}
      {patient?.email ? <p className={styles['goesTo']}>{t.goesTo(patient.email)}</p> : null}
      {needsEmail ? (
        <TextInput
          mt="md"
          label={t.addEmail}
          description={t.noEmail(fullName(patient))}
          type="email"
          inputMode="email"
          autoComplete="off"
          maxLength={254}
          value={typedEmail}
          onChange={(event) => setTypedEmail(event.currentTarget.value)}
          error={isChecked && !email.success ? (typedEmail.trim() ? t.invalidEmail : t.emailMissing) : null}
        />
      ) : null}
      {library.isPending ? <SkeletonRows count={2} /> : null}
      {library.isError ? (
        <ErrorState title={t.couldNotLoad} error={library.error} onRetry={() => void library.refetch()} />
      ) : null}
      {library.data ? (
        <Checkbox.Group
          className={styles['forms'] ?? ''}
          label={t.forms}
          value={[...formIds]}
          error={isChecked && formIds.length === 0 ? t.formsMissing : null}
          onChange={(chosen) => setFormIds(library.data.map((form) => form.id).filter((each) => chosen.includes(each)))}
        >
          {library.data.map((form) => (
            <Checkbox
              key={form.id}
              value={form.id}
              label={form.title}
              description={t.formHint(form.questions, form.minutes)}
            />
          ))}
        </Checkbox.Group>
      ) : null}
      <div role="alert" className={styles['failure']}>
        {send.failure ? errorSentence(send.failure) : null}
      </div>
      <Group justify="flex-end" gap="sm">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          aria-disabled={send.isRunning}
          leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
        >
          {t.send}
        </Button>
      </Group>
    </FormModal>
  )
}
