import { LinkId, type PatientId } from '../../../shared/domain/ids.ts'
import type { AccessLevel } from '../../../shared/domain/invitations.ts'
import { insertLink, insertLogin } from '../db/links.ts'
import type { Booker } from './onlineActs.ts'
import type { TestClinic } from './openClinic.ts'

/** A chart that the login holds, as by an Access Link. */
export async function addFull(
  clinic: TestClinic,
  booker: Booker,
  level: AccessLevel = 'full',
): Promise<{ readonly patientId: PatientId; readonly linkId: LinkId }> {
  const { id: patientId } = await clinic.addPatient('Ben Okafor', { birthOn: '1974-05-02' as never })
  const linkId = LinkId.parse(clinic.ids())
  const { email, recipient } = booker
  const now = clinic.clock.now()
  await clinic.context.db.transaction().execute(async (tx) => {
    await insertLogin(tx, { id: booker.loginId, email, email_key: email, recipient, first_seen_at: now })
    await insertLink(tx, {
      ...{ id: linkId, login_id: booker.loginId, patient_id: patientId, level, proven_recipient: recipient },
      ...{ since_at: now, ended_at: null, ended_because: null, end_reason: null },
    })
  })
  return { patientId, linkId }
}
