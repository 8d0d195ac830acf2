import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientField } from '../../../shared/domain/auditFacts.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import type { Versioned } from '../../components/conflict/changeOver.ts'
import { orMeanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../components/conflict/useChange.ts'
import { notifyDone } from '../../components/notify.ts'
import { notifyWithAct } from '../../components/notifyWithAct.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { useAct } from '../../components/useAct.ts'
import { newId } from '../../format/newId.ts'
import { fullName } from '../../format/people.ts'
import { useClient, useDeskStore } from '../../state/ClientProvider.tsx'
import type { PatientFormState } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'

/** Adds or changes a patient; a new one is put into the booking that asked for it. */
export function useSavePatient(form: PatientFormState, saw: PatientSummary | null, onSaved: () => void) {
  const client = useClient()
  const queryClient = useQueryClient()
  const changeBooking = useDeskStore((desk) => desk.changeBooking)
  // Made once for this form, so that a double click makes one patient.
  const [id] = useState(() => newId<PatientId>())
  const refresh = () => queryClient.invalidateQueries()
  const add = useAct((details: PatientDetails) => client.patients.add({ ...details, id }), {
    keepFailure: true,
    onDone: (patient) => {
      if (form.kind === 'add' && form.forBooking) {
        changeBooking({ patientId: patient.id })
        notifyDone(words.patients.added(fullName(patient)))
      } else {
        notifyWithAct(words.patients.added(fullName(patient)), words.patients.open, () => openWorkspace(patient.id))
      }
      onSaved()
      void refresh()
    },
  })
  const change = useChange<PatientDetails, PatientSummary>({
    fields: PatientField.options,
    send: ({ seenVersion, changes }) =>
      form.kind === 'change'
        ? orMeanwhile(client.patients.change({ id: form.patientId, seenVersion, changes }), versioned)
        : Promise.reject(new Error('A new patient has nothing to change')),
    onDone: (patient) => {
      notifyDone(words.patients.changed(fullName(patient)))
      onSaved()
      void refresh()
    },
  })
  const isPending = add.isRunning || change.isRunning
  const save = (details: PatientDetails) => {
    if (saw) change.save(versioned(saw), details)
    else add.run(details)
  }
  return { save, isPending, error: add.failure ?? change.failure, change }
}

function versioned(patient: PatientSummary): Versioned<PatientDetails> {
  const { version, givenName, familyName, birthOn, phone, email } = patient
  return { version, values: { givenName, familyName, birthOn, phone, email } }
}
