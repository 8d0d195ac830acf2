import { expect, test } from 'vitest'
import { newStaff, readStaffDraft } from './staffDraft.ts'

const nora = { ...newStaff([]), name: ' Nora Vance ', email: 'nora@example.com' }

test('R10.3 whom patients call nothing else is called by the name, and both are written tidily', () => {
  expect(readStaffDraft(nora)).toMatchObject({ values: { name: 'Nora Vance', calledName: 'Nora Vance' } })
  expect(readStaffDraft({ ...nora, calledName: ' Dr Vance' })).toMatchObject({ values: { calledName: 'Dr Vance' } })
})

test('R10.3 each field that is no value yet has its own sentence', () => {
  expect(readStaffDraft({ ...nora, name: ' ', email: '' })).toEqual({
    problems: { name: 'nameNeeded', email: 'emailNeeded' },
  })
  expect(readStaffDraft({ ...nora, email: 'nora@' })).toEqual({ problems: { email: 'emailInvalid' } })
  // From a spreadsheet, with the tab that stood between two cells.
  expect(readStaffDraft({ ...nora, calledName: 'Dr\tVance' })).toEqual({ problems: { calledName: 'nameNeeded' } })
})

test('R10.3 somebody new has a colour that as few as possible have, of those who are here before those who left', () => {
  const here = (...tints: readonly number[]) => tints.map((tint) => ({ tint, isActive: true }))
  const left = (...tints: readonly number[]) => tints.map((tint) => ({ tint, isActive: false }))
  expect(newStaff(here(0, 1, 0)).tint).toBe(2)
  expect(newStaff(here(0, 1, 2, 3, 4, 0, 1, 3, 4)).tint).toBe(2)
  expect(newStaff([...here(0, 1, 2), ...left(3, 3, 4)]).tint).toBe(4)
  expect(newStaff([...here(0, 1), ...left(2)]).tint).toBe(3)
})
