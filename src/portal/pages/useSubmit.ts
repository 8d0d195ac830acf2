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
import type { DraftKeeper } from './useDraft.ts'

/** Section 12: answers up to 2 MB. */
const SUBMISSION_BYTES = 2_000_000

type Submitting = {
  readonly questionnaire: Questionnaire
  readonly where: { readonly linkId: LinkId; readonly assignmentId: AssignmentId; readonly session: OpenSession }
  readonly keeper: DraftKeeper
  readonly onSent: (at: string) => void
  readonly onGone: () => void
}

/** Sends a form: sealed to the clinic and to oneself, under an id that makes a second sending harmless. */
export function useSubmit({ questionnaire, where, keeper, onSent, onGone }: Submitting) {
  const { client, clinicId, endSession } = usePortal()
  const [trouble, setTrouble] = useState<Trouble | 'tooLarge' | null>(null)

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
      if (isCode(error, 'NOT_FOUND')) {
        keepUnsavedDraft(where.assignmentId, null)
        return onGone()
      }
      keeper.resume()
      if (isCode(error, 'SIGNED_OUT')) endSession()
      else setTrouble(troubleOf(error))
    }
  }

  return { submit, trouble }
}
