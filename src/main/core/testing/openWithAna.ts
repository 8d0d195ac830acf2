import type { PatientId } from '../../../shared/domain/ids.ts'
import { openWithEndpoint, type PairedStory } from './openWithEndpoint.ts'
import { redeem, sendAccessLink, somebody } from './patientActs.ts'

export const ANA = 'ana@example.test'

/** Ana is a patient of a clinic that is paired. Without a birth date: codes take their time. */
export async function openWithAna() {
  const story = await openWithEndpoint()
  const ana = await story.clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  return { ...story, ana }
}

/** Somebody redeems an Access Link of the patient. */
export async function giveFull({ clinic }: PairedStory, patientId: PatientId, email: string) {
  const person = await somebody(clinic, email)
  const { id } = await sendAccessLink(clinic, patientId, email)
  return { person, linkId: await redeem(clinic, id, person) }
}
