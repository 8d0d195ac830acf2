import { z } from 'zod'

export const VISIT_NOTES = ['reason', 'note', 'alert'] as const
export type VisitNoteField = (typeof VISIT_NOTES)[number]

/** Longest, in characters: an alert is read at a glance. */
export const NOTE_LENGTH = { reason: 200, note: 2_000, alert: 120 } as const satisfies Record<VisitNoteField, number>

/** Nothing but blanks is nothing. */
const text = (field: VisitNoteField) =>
  z
    .string()
    .trim()
    .max(NOTE_LENGTH[field])
    .transform((typed) => (typed === '' ? null : typed))
    .nullable()

/** R6.2: what the desk notes of a visit for itself: why the patient comes, a note, what to say or ask at arrival. */
export const VisitNotes = z.object({ reason: text('reason'), note: text('note'), alert: text('alert') })
export type VisitNotes = z.infer<typeof VisitNotes>
