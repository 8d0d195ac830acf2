/** Asking why, before what cannot be undone. */
export const reasonWords = {
  label: 'Reason',
  missing: 'A reason is needed; it stands in the history.',
} as const
