import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutboxBody } from '../shared/contract/outbox.ts'
import { OutboxId } from '../shared/domain/ids.ts'
import { browser, pairDesk, startClinic, type TestClinic } from './testing/clients.ts'
import { failureOf } from './testing/failure.ts'
import { DATABASES } from './testing/harness.ts'

describe.each(DATABASES)('short addresses on %s', (kind) => {
  let running: TestClinic['running']
  let stop: TestClinic['stop']
  beforeAll(async () => {
    ;({ running, stop } = await startClinic(kind))
  })
  afterAll(() => stop())

  type Desk = Awaited<ReturnType<typeof pairDesk>>

  async function takes(desk: Desk, name: string | null): Promise<string> {
    const body: OutboxBody = { kind: 'clinic.name', name }
    const item = { id: OutboxId.parse(randomUUID()), body }
    const [answer] = (await desk.sync.push({ epoch: 1, items: [item] })).answers
    return answer?.answer === 'refused' ? answer.reason : String(answer?.answer)
  }

  const whose = (name: string) => browser(running.url).clinic.byName({ name })

  test('R4.5 a short address leads to the clinic that took it, and to nobody else’s once it is taken', async () => {
    const [elm, oak] = [await pairDesk(running), await pairDesk(running)]

    expect(await takes(elm, 'elm-street')).toBe('applied')
    expect(await takes(oak, 'elm-street')).toBe('nameTaken')
    expect(await takes(elm, 'elm-street')).toBe('applied')

    expect(await whose('elm-street')).toEqual({ clinicId: elm.clinicId })
    expect(await failureOf(whose('oak-street'))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('R4.5 of two clinics that ask for a name at once one has it', async () => {
    const desks = await Promise.all([pairDesk(running), pairDesk(running), pairDesk(running)])

    const answers = await Promise.all(desks.map((desk) => takes(desk, 'seven-oaks')))

    expect(answers.toSorted()).toEqual(['applied', 'nameTaken', 'nameTaken'])
    const winner = desks[answers.indexOf('applied')]
    expect(await whose('seven-oaks')).toEqual({ clinicId: winner?.clinicId })
  })

  test('R4.5 slips with an earlier name go on working, the last five of them, until the clinic wants none', async () => {
    const [ash, other] = [await pairDesk(running), await pairDesk(running)]
    for (const number of [1, 2, 3, 4, 5, 6]) {
      expect(await takes(ash, `ash-${number}`)).toBe('applied')
      running.clock.pass(1_000)
    }

    expect(await takes(other, 'ash-2')).toBe('nameTaken')
    expect(await takes(other, 'ash-1')).toBe('applied')
    expect(await whose('ash-6')).toEqual({ clinicId: ash.clinicId })
    expect(await whose('ash-2')).toEqual({ clinicId: ash.clinicId })

    expect(await takes(ash, null)).toBe('applied')
    expect(await failureOf(whose('ash-6'))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await whose('ash-1')).toEqual({ clinicId: other.clinicId })
  })
})
