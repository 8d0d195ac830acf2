import type { Submission } from '../../../shared/contract/desk/forms.ts'

/** The clinic's tables of Smart Forms and their answers, as Kysely sees them; the others are in `tables.ts`. */

export type QuestionnaireVersionTable = {
  id: string
  questionnaire_id: string
  version: string
  title: string
  minutes: number
  resource_json: string
  published_at: string
}

export type ServiceFormTable = {
  service_id: string
  questionnaire_version_id: string
}

export type AssignmentTable = {
  id: string
  patient_id: string
  questionnaire_version_id: string
  invitation_id: string | null
  appointment_id: string | null
  sent_to: string | null
  due_at: string | null
  assigned_at: string
  assigned_by: string
  submitted_at: string | null
}

export type SubmissionTable = {
  id: string
  assignment_id: string | null
  patient_id: string
  link_id: string
  questionnaire_version_id: string
  response_json: string
  state: Submission['state']
  problems_json: string
  submitted_at: string
  received_at: string
}
