import { AssignmentId, type PatientId, type QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { openPairedClinic, sendForms } from './deskActs.ts'
import type { TestClinic } from './openClinic.ts'
import { addIntake, redeem, somebody, type Person } from './patientActs.ts'

export const BEN = 'ben@example.test'

/** Ben was sent the intake form and has come in through it. */
export async function openWithBen() {
  const clinic = await openPairedClinic()
  const form = await addIntake(clinic)
  const ben = await clinic.addPatient('Ben Okoro', { email: BEN })
  const { linkId, assignmentId, login } = await sendForm(clinic, ben.id, form)
  return {
    clinic,
    ben,
    form,
    login,
    linkId,
    assignmentId,
    [Symbol.asyncDispose]: () => clinic.close(),
  }
}

export async function sendForm(
  clinic: TestClinic,
  patientId: PatientId,
  form: QuestionnaireVersionId,
  person?: Person,
) {
  const invitationId = await sendForms(clinic, patientId, [form])
  const login = person ?? (await somebody(clinic, BEN))
  const linkId = await redeem(clinic, invitationId, login)
  const [assignment] = (await clinic.client.forms.assignments()).filter((each) => each.patientId === patientId)
  return { linkId, login, assignmentId: AssignmentId.parse(assignment?.id) }
}
