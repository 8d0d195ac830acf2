import { useEffect, useRef, useState, type RefObject } from 'react'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import type { BookingDraft } from '../../state/deskStore.ts'
import { nextField, type BookingField } from './nextField.ts'

type Place = BookingField | 'email' | 'act'

/** R10.4: after each act in the panel the focus is where the next one is. Places carry `data-field`. */
export function useBookingFocus(panel: RefObject<HTMLElement | null>, draft: BookingDraft) {
  const isFormOpen = useDeskStore((desk) => desk.patientForm !== null)
  const [startsAt] = useState(() => nextField(draft, null))
  const [going, setGoing] = useState<{ readonly to: Place } | { readonly after: BookingField } | null>({ to: startsAt })
  const gone = useRef<typeof going>(null)
  const patientId = useRef(draft.patientId)
  useEffect(() => {
    // A dialog that makes the patient gives the focus back first.
    if (isFormOpen) return
    const isPatientNew = draft.patientId !== patientId.current
    patientId.current = draft.patientId
    const isNew = going !== gone.current
    gone.current = going
    const place =
      (isNew ? placeOf(going, draft) : null) ?? (isPatientNew && draft.patientId ? nextField(draft, 'patient') : null)
    const field = place && panel.current?.querySelector<HTMLElement>(`[data-field=${place}]`)
    if (!field) return
    field.focus()
    if (field instanceof HTMLInputElement) field.select()
  }, [going, draft, isFormOpen, panel])
  return {
    /** The field with which the panel began. */
    startsAt,
    to: (place: Place) => setGoing({ to: place }),
    after: (field: BookingField) => setGoing({ after: field }),
  }
}

function placeOf(
  going: { readonly to: Place } | { readonly after: BookingField } | null,
  draft: BookingDraft,
): Place | null {
  if (going === null) return null
  return 'to' in going ? going.to : nextField(draft, going.after)
}
