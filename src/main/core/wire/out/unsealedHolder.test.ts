import { bech32 } from '@scure/base'
import { expect, test } from 'vitest'
import type { LinkId } from '../../../../shared/domain/ids.ts'
import { makeIdentity } from '../../../../shared/envelope/seal.ts'
import { changePatient } from '../../testing/deskActs.ts'
import { ANA, giveFull, openWithAna } from '../../testing/openWithAna.ts'
import type { PairedStory } from '../../testing/openWithEndpoint.ts'
import { outboxIn } from '../../testing/patientActs.ts'

const unsealedIn = ({ clinic }: PairedStory) => clinic.context.db.selectFrom('unsealed_holder').selectAll().execute()

async function setKey({ clinic }: PairedStory, linkId: LinkId, recipient: string): Promise<void> {
  await clinic.context.db.updateTable('link').set({ proven_recipient: recipient }).where('id', '=', linkId).execute()
}

test.each([
  ['of the right shape', `age1${'q'.repeat(58)}`],
  ['with the right checksum', bech32.encodeFromBytes('age', new Uint8Array(32))],
])(
  'R11.6 a key %s to which nothing can be sealed leaves out its own holder, and is noted until it can',
  async (_, key) => {
    await using story = await openWithAna()
    const { clinic, endpoint, ana } = story
    const good = await giveFull(story, ana.id, ANA)
    const bad = await giveFull(story, ana.id, 'eve@example.test')
    await setKey(story, bad.linkId, key)

    await story.round()

    expect(endpoint.takenOf('index.put').map(({ owner }) => owner.id)).toEqual([good.linkId])
    expect((await outboxIn(clinic)).filter(({ kind }) => kind === 'records.put')).toEqual([])
    const since = clinic.clock.now()
    expect(await unsealedIn(story)).toEqual([
      { link_id: bad.linkId, reason: 'unusableKey', since_at: since, put_away_at: null },
    ])
    const noted = clinic.logLines.filter(({ event }) => event === 'wire.holderUnsealed')
    expect(noted).toMatchObject([{ level: 'warn', facts: { owner: 'link', ownerId: bad.linkId } }])

    clinic.later(1000)
    await changePatient(clinic, ana.id, { phone: '604 555 0101' })
    await story.round()
    expect(await unsealedIn(story)).toMatchObject([{ link_id: bad.linkId, since_at: since }])

    await setKey(story, bad.linkId, (await makeIdentity()).recipient)
    await changePatient(clinic, ana.id, { phone: '604 555 0102' })
    await story.round()
    expect(await unsealedIn(story)).toEqual([])
    expect(endpoint.takenOf('index.put').at(-1)?.owner.id).toBe(bad.linkId)
  },
)
