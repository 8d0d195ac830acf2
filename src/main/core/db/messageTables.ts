import type { MessageFrom } from '../../../shared/domain/messages.ts'

/** Messages (R8.5), as Kysely sees them. */

export type MessageThreadTable = {
  id: string
  patient_id: string
  subject: string
  /** Null where the clinic began it. */
  begun_by_link_id: string | null
  begun_at: string
}

export type MessageTable = {
  id: string
  thread_id: string
  written_by: MessageFrom
  link_id: string | null
  staff_id: string | null
  text: string
  at: string
}

export type MessageGivenTable = {
  owner_id: string
  message_id: string
}
