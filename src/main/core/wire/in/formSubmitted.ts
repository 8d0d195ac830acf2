import { PatientId } from '../../../../shared/domain/ids.ts'
import { Questionnaire, type QuestionnaireResponse } from '../../../../shared/domain/questionnaires/types.ts'
import { validateResponse } from '../../../../shared/domain/questionnaires/validate.ts'
import { SealedSubmission } from '../../../../shared/domain/sealedLetters.ts'
import type { SubmissionProblem } from '../../../../shared/domain/submissionProblems.ts'
import { asProgram } from '../../context.ts'
import { readClinic } from '../../db/clinic.ts'
import { findAssignment, insertSubmission, updateAssignment } from '../../db/forms.ts'
import { findLink, loginOf, type LinkWithEmail } from '../../db/links.ts'
import { isFrom } from '../../pairs.ts'
import { appendAudit } from '../../services/audit.ts'
import { tellInbox } from '../../services/inboxItems.ts'
import { EventNotApplicable, passOver, type BodyOf, type InRoom } from '../inRoom.ts'
import { markRecordsDue } from '../out/recordsPut.ts'

type Assignment = NonNullable<Awaited<ReturnType<typeof findAssignment>>>

/**
 * R7.5: the rules are checked again. What keeps them waits in the Inbox to be filed and can be read at once; what breaks
 * them, cannot be opened, or was not written by the login that holds the link (R11.5), is kept aside with its problems,
 * and the form stays open for the patient.
 */
export const formSubmitted: InRoom<'form.submitted', SealedSubmission> = {
  kind: 'form.submitted',
  open: (body, opener) => opener(body.sealed, SealedSubmission),
  apply: async (tx, context, event, opened) => {
    const { body } = event
    const link = await findLink(tx, body.linkId)
    const assignment = await findAssignment(tx, body.assignmentId)
    if (!link || !assignment) throw new EventNotApplicable(link ? 'Unknown form' : 'Unknown link')
    const clinic = await readClinic(tx)
    const isFromHolder = isFrom(clinic, link, letterOf(body), body)
    const { response, problems } = judge(opened, body, link, assignment, isFromHolder)
    const isSetAside = problems.length > 0
    const responseJson = JSON.stringify(response)
    const problemsJson = JSON.stringify(problems)
    // An answered form counts nothing; one that is answered again does.
    const isCounted = isSetAside || assignment.submitted_at !== null
    const isNew = await insertSubmission(tx, {
      id: body.submissionId,
      assignment_id: assignment.id,
      // Whose login sent it decides whose chart it may ever stand in.
      patient_id: link.patient_id,
      link_id: link.id,
      questionnaire_version_id: assignment.questionnaire_version_id,
      response_json: responseJson,
      state: !isFromHolder ? 'unproven' : isSetAside ? 'setAside' : 'received',
      problems_json: problemsJson,
      submitted_at: event.at,
      received_at: context.clock.now(),
    })
    if (!isNew) return passOver(context, event, 'submissionKnown')
    if (!isSetAside && assignment.submitted_at === null) {
      await updateAssignment(tx, assignment.id, { submitted_at: event.at })
    }
    const patientId = PatientId.parse(link.patient_id)
    const { title } = assignment
    await tellInbox(tx, context, {
      facts: { kind: 'submission', submissionId: body.submissionId, title, isSetAside },
      patientId,
      receivedAt: event.at,
      eventSeq: event.seq,
      aside: isCounted
        ? {
            login: isFromHolder ? loginOf(link) : null,
            bytes: Buffer.byteLength(responseJson) + Buffer.byteLength(problemsJson),
          }
        : null,
    })
    await appendAudit(tx, asProgram(context), { action: 'submission.received', title }, patientId)
    await markRecordsDue(tx, context, patientId)
    return ['inbox', 'forms', 'patients', 'appointments']
  },
}

function letterOf({ linkId, kind, submissionId }: BodyOf<'form.submitted'>) {
  return { linkId, kind, id: submissionId }
}

type Judgement = { readonly response: QuestionnaireResponse; readonly problems: readonly SubmissionProblem[] }

function judge(
  opened: SealedSubmission | 'unreadable',
  body: BodyOf<'form.submitted'>,
  link: LinkWithEmail,
  assignment: Assignment,
  isFromHolder: boolean,
): Judgement {
  if (opened === 'unreadable') return { response: keptSealed(body.sealed), problems: [{ kind: 'unreadable' }] }
  const { response } = opened
  if (!isFromHolder) return { response, problems: [{ kind: 'notFromHolder' }] }
  if (assignment.patient_id !== link.patient_id) return { response, problems: [{ kind: 'formOfSomebodyElse' }] }
  if (opened.assignmentId !== body.assignmentId || opened.submissionId !== body.submissionId) {
    return { response, problems: [{ kind: 'otherForm' }] }
  }
  const questionnaire = Questionnaire.parse(JSON.parse(assignment.resource_json))
  const broken = validateResponse(questionnaire, response).map((each) => ({ kind: 'answer', ...each }) as const)
  return { response, problems: link.ended_at === null ? broken : [{ kind: 'accessEnded' }, ...broken] }
}

/** The sealed file itself, so that nothing is lost should a key turn up that opens it. */
function keptSealed(sealed: string): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'entered-in-error',
    extension: [{ url: 'https://anteroom.example/StructureDefinition/sealed', valueBase64Binary: sealed }],
  }
}
