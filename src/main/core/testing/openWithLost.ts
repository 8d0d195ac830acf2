import type { InboxItem } from '../../../shared/contract/desk/inbox.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { viewsOf } from '../records/views.ts'
import { openPairedClinic } from './deskActs.ts'
import { outboxIn, redeem, sendAccessLink, somebody } from './patientActs.ts'

export const ANA = 'ana@example.test'

/** Ana holds herself and her child Sam in full; she has lost her password, and was sent a new Access Link. */
export async function openWithLost() {
  const clinic = await openPairedClinic()
  const ana = await clinic.addPatient('Ana Ruiz', { email: ANA, birthOn: null })
  const sam = await clinic.addPatient('Sam Ruiz', { email: ANA, birthOn: null })
  const before = await somebody(clinic, ANA)
  const linkId = await redeem(clinic, (await sendAccessLink(clinic, ana.id, ANA)).id, before)
  const childLinkId = await redeem(clinic, (await sendAccessLink(clinic, sam.id, ANA)).id, before)
  const invitation = await sendAccessLink(clinic, ana.id, ANA)
  const anew = await somebody(clinic, ANA)
  const { client, context } = clinic
  return {
    ...{ clinic, ana, sam, before, anew, linkId, childLinkId, invitationId: invitation.id },
    access: (id: PatientId) => client.access.get({ patientId: id }),
    /** To whose keys something is published, of this patient. */
    keysOf: async (id: PatientId) =>
      (await viewsOf(context, id)).flatMap(({ owner, recipients }) => (owner.kind === 'link' ? recipients : [])),
    renewed: async (): Promise<InboxItem[]> =>
      (await client.inbox.list({ includeDone: true })).filter(({ facts }) => facts.kind === 'renewed'),
    restores: async () =>
      (await outboxIn(clinic)).filter(({ kind }) => kind === 'login.restore').map(({ body }) => body),
    [Symbol.asyncDispose]: () => clinic.close(),
  }
}

export type LostStory = Awaited<ReturnType<typeof openWithLost>>
