import { isDefinedError } from '@orpc/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientField } from '../../../shared/domain/auditFacts.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { PatientDetails } from '../../../shared/domain/people.ts'
import { compareThreeWays, type ThreeWay } from '../../../shared/domain/threeWay.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { notifyDone } from '../../components/notify.ts'
import { notifyWithAct } from '../../components/notifyWithAct.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { newId } from '../../format/newId.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { PatientFormState } from '../../state/deskStore.ts'
import { words } from '../../words/words.ts'

/** A field that is absent was not changed. */
type Changes = z.infer<typeof Details>

export type Conflict = {
  readonly by: string | null
  readonly at: Instant
  readonly theirs: PatientSummary
  /** What this person changed that the chart does not say yet. */
  readonly mine: Changes
  readonly compared: ThreeWay<PatientField>
}

const FIELDS = PatientField.options
const Details = PatientDetails.partial()

/** Adds or changes a patient; a new one is put into the booking that asked for it. */
export function useSavePatient(form: PatientFormState, saw: PatientSummary | null, onSaved: () => void) {
  const [conflict, setConflict] = useState<Conflict | null>(null)
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
      onError: (error, { changes: sent }) => {
        if (!saw || !isDefinedError(error) || error.code !== 'CHANGED_MEANWHILE') return
        const { by, at, current } = error.data
        const changes = Details.parse(sent)
        const compared = compareThreeWays<PatientDetails>(FIELDS, conflict?.theirs ?? saw, current, changes)
        const wanted = pickChanges(current, changes)
        // Only one of both changed each field: both are kept, without asking (R10.7).
        if (compared.differing.length === 0)
          change.mutate({ id: current.id, seenVersion: current.version, changes: wanted })
        else setConflict({ by, at, theirs: current, mine: wanted, compared })
      },
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
    else if (saw) {
      const base = conflict?.theirs ?? saw
      change.mutate({ id: form.patientId, seenVersion: base.version, changes: pickChanges(base, details) })
    }
  }
  return {
    save,
    isPending,
    error: add.error ?? change.error,
    conflict,
    /** The form as it was typed; what is saved from it is compared anew. */
    backToTyping: () => {
      setConflict(null)
      change.reset()
    },
  }
}

/** What of `details` differs from `base`; the rest is nobody's change. */
function pickChanges(base: PatientDetails, details: Changes): Changes {
  return Object.fromEntries(
    FIELDS.filter((field) => details[field] !== undefined && details[field] !== base[field]).map((field) => [
      field,
      details[field],
    ]),
  )
}
