import { expect, test } from 'vitest'
import { InvitationId, LinkId } from '../../../../shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../../../../shared/domain/time.ts'
import { sendForms } from '../../testing/deskActs.ts'
import { ANA, openWithLost, type LostStory } from '../../testing/openWithLost.ts'
import {
  addIntake,
  mailsIn,
  prepareAccess,
  receive,
  renew,
  sendAccessLink,
  somebody,
} from '../../testing/patientActs.ts'

/** What an endpoint lets through that lies, or that has not heard of what the desk did meanwhile. */
const NOT_BELIEVED: Readonly<Record<string, (story: LostStory) => Promise<InvitationId>>> = {
  'proofs of a redemption': async ({ clinic, invitationId, anew }) => {
    await renew(clinic, invitationId, anew, { provenAs: 'redeem' })
    return invitationId
  },
  'a link that staff revoked meanwhile': async ({ clinic, invitationId, anew }) => {
    await clinic.client.access.revokeInvitation({ invitationId, reason: 'Wrong person' })
    await renew(clinic, invitationId, anew)
    return invitationId
  },
  'a link that had expired': async ({ clinic, invitationId, anew }) => {
    await renew(clinic, invitationId, anew, { at: plusMilliseconds(clinic.clock.now(), 6 * DAY) })
    return invitationId
  },
  'a link that was sent nowhere': async ({ clinic, ana, anew }) => {
    const { id } = await prepareAccess(clinic, ana.id, ANA)
    await renew(clinic, id, anew)
    return id
  },
  'a link that went to somebody else first': async ({ clinic, ana, anew }) => {
    const { id } = await sendAccessLink(clinic, ana.id, 'luis@example.test')
    await clinic.context.db.updateTable('mail').set({ state: 'sent' }).where('invitation_id', '=', id).execute()
    await clinic.client.access.sendLink({ invitationId: id, email: ANA })
    await renew(clinic, id, anew)
    return id
  },
  'a form’s link': async ({ clinic, ana, anew }) => {
    const id = await sendForms(clinic, ana.id, [await addIntake(clinic)])
    await renew(clinic, id, anew)
    return id
  },
}

for (const [what, how] of Object.entries(NOT_BELIEVED)) {
  test(`R11.5 by ${what} nothing is renewed, and the login is put back`, async () => {
    await using story = await openWithLost()

    const invitationId = await how(story)

    expect(await story.keysOf(story.ana.id)).toEqual([story.before.recipient])
    expect(await story.keysOf(story.sam.id)).toEqual([story.before.recipient])
    expect(await story.restores()).toEqual([{ invitationId }])
    expect(await story.renewed()).toEqual([])
    expect((await mailsIn(story.clinic)).filter(({ kind }) => kind === 'passwordRenewed')).toEqual([])
  })
}

test('R4.4, R11.6 a link that was used renews for nobody else, where an endpoint has forgotten that it was', async () => {
  await using story = await openWithLost()
  const { clinic, ana, anew } = story
  await renew(clinic, story.invitationId, anew)

  await renew(clinic, story.invitationId, await somebody(clinic, ANA))

  expect(await story.keysOf(ana.id)).toEqual([anew.recipient])
  expect(await story.restores()).toEqual([{ invitationId: story.invitationId }])
  expect(await story.renewed()).toHaveLength(1)
})

test('R11.6 of an invitation that it does not know the desk does nothing', async () => {
  await using story = await openWithLost()
  const { clinic, anew, ana, before } = story
  const told = { loginId: anew.loginId, loginEmail: ANA, loginRecipient: anew.recipient, mac: '0', holderMac: '0' }
  const ids = { invitationId: InvitationId.parse(clinic.ids()), linkId: LinkId.parse(clinic.ids()) }

  await receive(clinic, { kind: 'login.renewed', ...ids, ...told })

  expect(await story.keysOf(ana.id)).toEqual([before.recipient])
  expect(await story.restores()).toEqual([])
})
