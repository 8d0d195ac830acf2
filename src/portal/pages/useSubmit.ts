import { useState } from 'react'
import { buildResponse } from '../../shared/domain/questionnaires/engine.ts'
import type { AssignmentId, LinkId, SubmissionId } from '../../shared/domain/ids.ts'
import type { Questionnaire } from '../../shared/domain/questionnaires/types.ts'
import type { SealedSubmission } from '../../shared/domain/sealedLetters.ts'
import { isCode, troubleOf, type Trouble } from '../trouble.ts'
import { loadVault } from '../loadVault.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { keepUnsavedDraft, noteSent } from '../tab.ts'
import type { FormDraft } from '../keys.ts'
import type { AskClinic, DraftKeeper } from './useDraft.ts'

/** Section 12: answers up to 2 MB. */
const SUBMISSION_BYTES = 2_000_000

type Submitting = {
  readonly questionnaire: Questionnaire
  readonly where: { readonly linkId: LinkId; readonly assignmentId: AssignmentId; readonly session: OpenSession }
  readonly keeper: DraftKeeper
  readonly onSent: (at: string) => void
  readonly askClinic: AskClinic
}

/** Sends a form: sealed to the clinic and to oneself, under an id that makes a second sending harmless. */
export function useSubmit({ questionnaire, where, keeper, onSent, askClinic }: Submitting) {
  const { client, clinicId, endSession } = usePortal()
  const [trouble, setTrouble] = useState<Trouble | 'tooLarge' | 'refused' | null>(null)

  async function submit(draft: FormDraft): Promise<void> {
    setTrouble(null)
    // Made when the form was begun, or read back from one's own draft: a UUID either way, which the endpoint checks again.
    const submissionId = draft.submissionId as SubmissionId
    const submission: SealedSubmission = {
      format: 1,
      submissionId,
      assignmentId: where.assignmentId,
      response: buildResponse(questionnaire, draft.answers, new Date().toISOString()),
    }
    const size = new TextEncoder().encode(JSON.stringify(submission)).length
    if (size > SUBMISSION_BYTES) return setTrouble('tooLarge')
    try {
      await keeper.stop()
      const vault = await loadVault()
      const { linkId, assignmentId } = where
      const claim = { clinicId, linkId, kind: 'form.submitted', id: submissionId } as const
      const letter = await vault.sealLetter(where.session.keyring, claim, submission)
      const call = { clinicId, linkId, assignmentId, submissionId }
      const { receivedAt } = await client.forms.submit({ ...call, ...letter })
      keepUnsavedDraft(assignmentId, null)
      noteSent(assignmentId, receivedAt)
      onSent(receivedAt)
    } catch (error) {
      const isUnknown = isCode(error, 'NOT_FOUND')
      // R11.5: the endpoint may lie, and only the clinic takes a form back.
      if (isUnknown && !(await askClinic())) return keepUnsavedDraft(where.assignmentId, null)
      keeper.resume()
      if (isUnknown) {
        // Into the tab, should the endpoint have lost what it saved.
        keeper.put(draft)
        setTrouble('refused')
      } else if (isCode(error, 'SIGNED_OUT')) endSession()
      else setTrouble(troubleOf(error))
    }
  }

  return { submit, trouble }
}
