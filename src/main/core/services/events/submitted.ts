import type { ChangeTopic } from '../../../../shared/contract/desk/session.ts'
import { PatientId } from '../../../../shared/domain/ids.ts'
import { problemText } from '../../../../shared/domain/questionnaires/answerText.ts'
import { Questionnaire, type QuestionnaireResponse } from '../../../../shared/domain/questionnaires/types.ts'
import { validateResponse } from '../../../../shared/domain/questionnaires/validate.ts'
import type { CoreContext, Tx } from '../../context.ts'
import { findAssignment, insertSubmission, updateAssignment } from '../../db/forms.ts'
import { findLink, type LinkWithEmail } from '../../db/links.ts'
import { markProjectionDue } from '../../sync/pending.ts'
import type { OpenedEvent } from '../../sync/types.ts'
import { appendAudit } from '../audit.ts'
import { EventNotApplicable, skip, tellInbox, type BodyOf } from './event.ts'

type Assignment = NonNullable<Awaited<ReturnType<typeof findAssignment>>>

/**
 * R7.5: the rules are checked again. What keeps them waits in the Inbox to be filed and can be read at once; what breaks
 * them, or cannot be opened, is kept aside with its problems, and the form stays open for the patient.
 * @throws EventNotApplicable for a link or a form that this desk does not know
 */
export async function applySubmission(
  tx: Tx,
  context: CoreContext,
  event: OpenedEvent,
  body: BodyOf<'form.submitted'>,
): Promise<ChangeTopic[]> {
  const link = await findLink(tx, body.linkId)
  const assignment = await findAssignment(tx, body.assignmentId)
  if (!link || !assignment) throw new EventNotApplicable(link ? 'Unknown form' : 'Unknown link')
  const { response, problems } = judge(event, body, link, assignment)
  const isNew = await insertSubmission(tx, {
    id: body.submissionId,
    assignment_id: assignment.id,
    // Whose login sent it decides whose chart it may ever stand in.
    patient_id: link.patient_id,
    link_id: link.id,
    questionnaire_version_id: assignment.questionnaire_version_id,
    response_json: JSON.stringify(response),
    state: problems.length === 0 ? 'received' : 'setAside',
    problems_json: JSON.stringify(problems),
    submitted_at: event.at,
    received_at: context.clock.now(),
  })
  if (!isNew) return skip(context, event, 'submissionKnown')
  if (problems.length === 0 && assignment.submitted_at === null) {
    await updateAssignment(tx, assignment.id, { submitted_at: event.at })
  }
  const patientId = PatientId.parse(link.patient_id)
  await tellInbox(tx, context, event, {
    kind: 'submission',
    patient_id: patientId,
    submission_id: body.submissionId,
    title: assignment.title,
    message: problems.length === 0 ? null : `Kept aside, not filed. ${problems.join('; ')}`,
  })
  await appendAudit(tx, context, { action: 'submission.received', patientId, detail: assignment.title, by: null })
  await markProjectionDue(tx, patientId, context.clock.now())
  return ['inbox', 'forms', 'patients', 'appointments']
}

type Judgement = { readonly response: QuestionnaireResponse; readonly problems: readonly string[] }

function judge(
  { opened }: OpenedEvent,
  body: BodyOf<'form.submitted'>,
  link: LinkWithEmail,
  assignment: Assignment,
): Judgement {
  if (opened === null || opened === 'unreadable' || !('response' in opened)) {
    return { response: keptSealed(body.sealed), problems: ['It cannot be opened'] }
  }
  const { response } = opened
  if (assignment.patient_id !== link.patient_id) return { response, problems: ['The form was sent to somebody else'] }
  if (opened.assignmentId !== body.assignmentId || opened.submissionId !== body.submissionId) {
    return { response, problems: ['It answers another form than it says'] }
  }
  const questionnaire = Questionnaire.parse(JSON.parse(assignment.resource_json))
  const broken = validateResponse(questionnaire, response).map((problem) => problemText(questionnaire, problem))
  return { response, problems: link.ended_at === null ? broken : ['Access had ended when it arrived', ...broken] }
}

/** The sealed file itself, so that nothing is lost should a key turn up that opens it. */
function keptSealed(sealed: string): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'entered-in-error',
    extension: [{ url: 'https://anteroom.example/StructureDefinition/sealed', valueBase64Binary: sealed }],
  }
}
