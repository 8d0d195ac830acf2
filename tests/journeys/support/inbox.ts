import type { z } from 'zod'
import { newId } from '../../../src/main/core/system.ts'
import type { InboxFacts } from '../../../src/shared/domain/inboxFacts.ts'
import type { House } from './house.ts'

/** Something waits in the Inbox, as if it had just arrived. @param patientId whom it is about */
export async function waitsInInbox(
  house: House,
  facts: z.input<typeof InboxFacts>,
  patientId: string | null = null,
): Promise<void> {
  const row = { event_seq: null, kind: facts.kind, patient_id: patientId, submission_id: null, mail_id: null }
  const at = { received_at: new Date().toISOString(), done_at: null, done_by: null }
  const item = { ...row, ...at, id: newId(), facts_json: JSON.stringify(facts) }
  await house.core().context.db.insertInto('inbox_item').values(item).execute()
}
