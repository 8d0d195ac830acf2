import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { PatientDetails } from '../../../shared/domain/people.ts'
import { notifyDone } from '../../components/notify.ts'
import { notifyWithAct } from '../../components/notifyWithAct.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { newId } from '../../format/newId.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { PatientFormState } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'

/** Adds or changes a patient; a new one is put into the booking that asked for it. */
export function useSavePatient(form: PatientFormState, onSaved: () => void) {
  const api = useApi()
  const queryClient = useQueryClient()
  const changeBooking = useDeskStore((desk) => desk.changeBooking)
  // Made once for this form, so that a double click makes one patient.
  const [id] = useState(() => newId<PatientId>())
  const refresh = () => queryClient.invalidateQueries()
  const add = useMutation(
    api.patients.add.mutationOptions({
      onSuccess: (patient) => {
        if (form.kind === 'add' && form.forBooking) {
          changeBooking({ patientId: patient.id })
          notifyDone(words.patients.added(fullName(patient)))
        } else {
          notifyWithAct(words.patients.added(fullName(patient)), words.patients.open, () => openWorkspace(patient.id))
        }
        onSaved()
        return refresh()
      },
    }),
  )
  const change = useMutation(
    api.patients.change.mutationOptions({
      onSuccess: (patient) => {
        notifyDone(words.patients.changed(fullName(patient)))
        onSaved()
        return refresh()
      },
    }),
  )
  const isPending = add.isPending || change.isPending
  const save = (details: PatientDetails) => {
    if (isPending) return
    if (form.kind === 'add') add.mutate({ ...details, id })
    else change.mutate({ ...details, id: form.patientId })
  }
  return { save, isPending, error: add.error ?? change.error }
}
