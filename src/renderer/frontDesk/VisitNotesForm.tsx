import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { NOTE_LENGTH, VISIT_NOTES, type VisitNoteField, type VisitNotes } from '../../shared/domain/visitNotes.ts'
import type { Versioned } from '../components/conflict/changeOver.ts'
import { ConflictModal } from '../components/conflict/ConflictModal.tsx'
import { orMeanwhile } from '../components/conflict/orMeanwhile.ts'
import { useChange } from '../components/conflict/useChange.ts'
import { useHalfTyped } from '../components/discard/useHalfTyped.ts'
import { errorSentence } from '../components/errorSentence.ts'
import { useOfferUndo } from '../components/undo/useOfferUndo.tsx'
import { useReturnFocus } from '../components/useReturnFocus.ts'
import { visitTime } from '../format/moments.ts'
import { submitBySave } from '../keys/submitBySave.ts'
import { useApi, useClient } from '../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import styles from './tellByEmail.module.css'

/** Notes of a visit are read and written, from wherever it is shown; the dialog is the window's own. */
export function openVisitNotes(appointment: DayAppointment): void {
  const modalId = modals.open({
    title: words.today.notes.title(appointment.patientName),
    closeButtonProps: { 'aria-label': words.common.close },
    returnFocus: false,
    children: <VisitNotesForm appointment={appointment} onDone={() => modals.close(modalId)} />,
  })
}

/** R6.2: why the patient comes, what to say or ask at arrival, and a note; for the desk alone. */
function VisitNotesForm(props: { readonly appointment: DayAppointment; readonly onDone: () => void }) {
  const { appointment, onDone } = props
  useReturnFocus()
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { ofVisit } = useOfferUndo()
  const timeZone = useTimeZone()
  const now = useNow()
  const [saw] = useState(() => versioned(appointment))
  const [typed, setTyped] = useState(saw.values)
  const { id, patientName } = appointment
  const t = words.today.notes
  const change = useChange<VisitNotes, DayAppointment>({
    fields: VISIT_NOTES,
    send: ({ seenVersion, changes }) => orMeanwhile(client.calendar.annotate({ id, seenVersion, changes }), versioned),
    onDone: (visit) => {
      onDone()
      if (visit.version !== saw.version) ofVisit(t.saved(patientName), visit)
      void queryClient.invalidateQueries({ queryKey: api.calendar.key() })
      void queryClient.invalidateQueries({ queryKey: api.myDay.key() })
    },
  })
  const read = readTyped(typed)
  const close = useHalfTyped(
    VISIT_NOTES.some((field) => read[field] !== saw.values[field]),
    onDone,
  )
  const field = (name: VisitNoteField) => ({
    label: t.fields[name],
    description: t.hints[name],
    value: typed[name] ?? '',
    maxLength: NOTE_LENGTH[name],
    dir: 'auto' as const,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  return (
    <form
      noValidate
      className={styles['form']}
      onKeyDown={submitBySave}
      onSubmit={(event) => {
        event.preventDefault()
        if (!change.isRunning) change.save(saw, read)
      }}
    >
      <p className={styles['when']}>
        {t.visit(visitTime(appointment.startsAt, timeZone, now), appointment.serviceName)}
      </p>
      <TextInput {...field('reason')} data-autofocus />
      <TextInput {...field('alert')} />
      <Textarea {...field('note')} autosize minRows={2} maxRows={8} />
      {change.failure && !change.conflict ? <p role="alert">{errorSentence(change.failure)}</p> : null}
      <Group justify="flex-end" gap="sm">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled">
          {t.save}
        </Button>
      </Group>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what(patientName)}
          label={(name) => t.fields[name]}
          shown={(_name, value) => value ?? t.none}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </form>
  )
}

/** Blanks are nothing. */
function readTyped(typed: VisitNotes): VisitNotes {
  const read = (text: string | null) => text?.trim() || null
  return { reason: read(typed.reason), note: read(typed.note), alert: read(typed.alert) }
}

function versioned({ version, reason, note, alert }: DayAppointment): Versioned<VisitNotes> {
  return { version, values: { reason, note, alert } }
}
