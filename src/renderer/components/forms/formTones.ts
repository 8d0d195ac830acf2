import type { Assignment, Submission } from '../../../shared/contract/desk/forms.ts'
import type { Tone } from '../tone.ts'

export const ASSIGNMENT_TONES: Record<Assignment['state'], Tone> = {
  pending: 'warn',
  inProgress: 'info',
  submitted: 'good',
  expired: 'plain',
}

export const SUBMISSION_TONES: Record<Submission['state'], Tone> = {
  received: 'info',
  filed: 'good',
  setAside: 'bad',
  unproven: 'bad',
}
