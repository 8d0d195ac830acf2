import { expect, test } from 'vitest'
import { SALE_RULES } from '../../../../shared/domain/booking/sale.ts'
import { draftOfOnline, readOnlineDraft } from './onlineDraft.ts'

const values = { ...SALE_RULES, isOpen: true, offerMinutes: 120, frameSites: 'https://www.example.com' }

test('R6.3 what is set comes back as it was from what is shown', () => {
  expect(readOnlineDraft(draftOfOnline(values))).toEqual({ values })
})

test('R6.3 hours are typed as hours, and a site with its last slash is that site', () => {
  const draft = { ...draftOfOnline(values), cutOffMinutes: '48', frameSites: 'https://a.example/\n\nhttps://b.example' }

  expect(readOnlineDraft(draft)).toMatchObject({
    values: { cutOffMinutes: 2880, frameSites: 'https://a.example\nhttps://b.example' },
  })
})

test('R6.3 what cannot be has a sentence in its field', () => {
  const read = (part: Partial<ReturnType<typeof draftOfOnline>>) => {
    const result = readOnlineDraft({ ...draftOfOnline(values), ...part })
    return 'problems' in result ? result.problems : {}
  }

  const { horizonDays, stepMinutes } = read({ horizonDays: '0', stepMinutes: 'often' })
  expect(horizonDays).toContain('365')
  expect(stepMinutes).toContain('120')
  expect(read({ offerMinutes: '14' }).offerMinutes).toContain('15')
  expect(read({ offerMinutes: '1441' }).offerMinutes).toContain('1440')
  expect(read({ frameSites: 'http://example.com' }).frameSites).toContain('http://example.com')
  expect(read({ frameSites: 'https://example.com/page' }).frameSites).toBeDefined()
  expect(
    read({ frameSites: Array.from({ length: 11 }, (_, at) => `https://s${at}.example`).join('\n') }).frameSites,
  ).toBe('Ten sites at most.')
})
