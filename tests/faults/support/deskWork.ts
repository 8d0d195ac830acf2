import type { Core } from '../../../src/main/core/createCore.ts'
import { workAt } from '../../../src/main/core/testing/workAt.ts'
import type { Staff } from '../../../src/shared/contract/desk/staff.ts'
import { InvitationId, PatientId, PlanId } from '../../../src/shared/domain/ids.ts'
import { EFFORT } from './effort.ts'

/** How many patients are given an Access Link, one after another; no more than come from one address within the endpoint's limits. */
export const PATIENTS = EFFORT > 1 ? 250 : 50

export const emailOf = (number: number): string => `patient${number}@example.test`
export const patientIdOf = (number: number): PatientId => PatientId.parse(idOf(1, number))

/**
 * What somebody does at the desk, patient after patient: a chart, a published plan, an Access Link. Every act has an id of
 * its own, so that it can be begun again wherever the last process was killed and still be done once.
 */
export async function work(core: Core, staff: Staff): Promise<void> {
  const { client } = workAt(core, staff)
  const { count } = await core.context.db
    .selectFrom('patient')
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  for (let number = Math.max(0, count - 1); number < PATIENTS; number += 1) {
    const id = patientIdOf(number)
    const email = emailOf(number)
    await client.patients.add({
      id,
      givenName: `Given${number}`,
      familyName: 'Ruiz',
      birthOn: null,
      phone: null,
      email,
    })
    const planId = PlanId.parse(idOf(2, number))
    const [plan] = await client.plans.list({ patientId: id })
    if (!plan?.publishedVersions.length) {
      const draft = { title: 'Knee', text: `Rest, patient ${number}` }
      const { draftVersion } =
        plan ?? (await client.plans.saveDraft({ id: planId, patientId: id, seenVersion: null, ...draft }))
      await client.plans.publish({ planId, seenVersion: draftVersion })
    }
    const invitationId = InvitationId.parse(idOf(3, number))
    const invitation = await client.access.requestCode({ id: invitationId, patientId: id, email: null })
    if (invitation.mail === null) await client.access.sendLink({ invitationId, email })
    // A person's pause, so that what is done spreads over the kills.
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

function idOf(kind: number, number: number): string {
  return `03900000-0000-7000-8${kind.toString().padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`
}
