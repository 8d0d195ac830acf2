import { implement } from '@orpc/server'
import { portalContract } from '../../../shared/contract/portal.ts'
import { change, type EndpointContext } from '../../context.ts'
import { isAssigned } from '../../db/assignedForms.ts'
import { deleteDraft, findDraft, putDraft } from '../../db/forms.ts'
import { holdsLink } from '../../db/links.ts'
import { lockStored } from '../../db/quotas.ts'
import { declaringQuota } from '../failures.ts'
import { requireMaySend, requireSession, type PortalRequest } from './portalRequest.ts'
import { receiveOnce } from './receiveOnce.ts'

/** Forms, half-filled and sent, through a link that is the patient's and has not ended; all of it sealed. */
export function formCalls(endpoint: EndpointContext) {
  const os = implement(portalContract).$context<PortalRequest>().forms
  return {
    saveDraft: os.saveDraft.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, assignmentId, sealed } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      return declaringQuota(errors, () =>
        change(endpoint, clinicId, async (tx, _append, now) => {
          await lockStored(tx, clinicId)
          const mayFill =
            (await holdsLink(tx, clinicId, login.id, linkId)) && (await isAssigned(tx, clinicId, linkId, assignmentId))
          if (!mayFill) throw errors.NOT_FOUND()
          await putDraft(tx, clinicId, linkId, assignmentId, sealed, now)
          return { savedAt: now }
        }),
      )
    }),

    draft: os.draft.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, assignmentId } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      if (!(await holdsLink(endpoint.db, clinicId, login.id, linkId))) throw errors.NOT_FOUND()
      return findDraft(endpoint.db, clinicId, linkId, assignmentId)
    }),

    submit: os.submit.handler(async ({ input, context, errors }) => {
      const { clinicId, linkId, assignmentId, submissionId, sealed, mac } = input
      const login = await requireSession(endpoint, context, clinicId, errors)
      await requireMaySend(endpoint, clinicId, login.id, errors)
      const sent = { clinicId, loginId: login.id, linkId, id: submissionId }
      return receiveOnce(endpoint, sent, errors, async (tx, append) => {
        if (!(await isAssigned(tx, clinicId, linkId, assignmentId))) throw errors.NOT_FOUND()
        await deleteDraft(tx, clinicId, linkId, assignmentId)
        const body = { kind: 'form.submitted', linkId, assignmentId, submissionId, sealed, mac } as const
        await append(body, { loginId: login.id })
      })
    }),
  }
}
