import { expect, test } from 'vitest'
import { changesOf, NEW_SERVICE, readServiceDraft } from './serviceDraft.ts'

const [lee, park] = [1, 2].map((number) => `01900000-0000-7000-8000-00000000000${number}`) as [string, string]

test('R6.1 what was typed of a service is read, or each field that is no value yet is named', () => {
  expect(readServiceDraft({ ...NEW_SERVICE, name: ' Massage ', minutes: '60' })).toMatchObject({
    values: { name: 'Massage', minutes: 60, bufferAfterMinutes: 0, practitionerIds: '' },
  })
  expect(readServiceDraft({ ...NEW_SERVICE, minutes: 'an hour', bufferAfterMinutes: '121' })).toEqual({
    problems: { name: 'nameNeeded', minutes: 'outside', bufferAfterMinutes: 'outside' },
  })
})

test('R10.7 lists are compared as one text whatever their order, and sent as lists', () => {
  const read = (practitionerIds: string[]) => readServiceDraft({ ...NEW_SERVICE, name: 'Massage', practitionerIds })

  expect(read([park, lee])).toEqual(read([lee, park]))
  expect(changesOf({ minutes: 45, practitionerIds: `${lee} ${park}`, formIds: '' })).toEqual({
    minutes: 45,
    practitionerIds: [lee, park],
    formIds: [],
  })
  expect(changesOf({ name: 'Massage' })).toEqual({ name: 'Massage' })
})
