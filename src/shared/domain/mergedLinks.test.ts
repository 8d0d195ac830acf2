import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAtLeast } from './invitations.ts'
import { mergedLinks, type MergingLink } from './mergedLinks.ts'

const link = (from: string): fc.Arbitrary<MergingLink> =>
  fc.record({
    id: fc.nat(1_000).map((number) => `${from}${number}`),
    level: fc.constantFrom('limited', 'full'),
    provenRecipient: fc.option(fc.constantFrom('ana', 'ben', 'tom')),
  })
const links = (from: string) =>
  fc.uniqueArray(link(from), { maxLength: 4, selector: ({ provenRecipient, id }) => provenRecipient ?? id })

test('R3.5 merging two charts widens no level: every link that is left has the level it had, and no login gets more than it held', () => {
  fc.assert(
    fc.property(links('m'), links('c'), (moving, onChart) => {
      const merged = mergedLinks(moving, onChart)
      const left = [...onChart, ...merged.flatMap((each) => (each.kind === 'move' ? [each.link] : []))]
      for (const each of left) expect([...moving, ...onChart]).toContain(each)
      for (const each of left.filter(({ provenRecipient }) => provenRecipient !== null)) {
        const held = [...moving, ...onChart].filter(({ provenRecipient }) => provenRecipient === each.provenRecipient)
        expect(held.some(({ level }) => isAtLeast(level, each.level))).toBe(true)
      }
    }),
  )
})

test('R3.5 merging keeps every link: each moves, or its login holds the chart by an older one', () => {
  fc.assert(
    fc.property(links('m'), links('c'), (moving, onChart) => {
      const merged = mergedLinks(moving, onChart)
      expect(merged.map((each) => each.link)).toEqual(moving)
      for (const each of merged) {
        const isHeld = onChart.some(
          ({ provenRecipient }) => provenRecipient !== null && provenRecipient === each.link.provenRecipient,
        )
        expect(each.kind).toBe(isHeld ? 'fold' : 'move')
      }
    }),
  )
})
