import { expect, test } from 'vitest'
import { CalendarDay } from '../../../shared/domain/time.ts'
import { checkPatient, emptyPatient, fromSearch, toTyped, type TypedPatient } from './patientForm.ts'

const today = CalendarDay.parse('2026-11-23')
const ana: TypedPatient = { ...emptyPatient, givenName: 'Ana', familyName: 'Ruiz' }
const problemsOf = (part: Partial<TypedPatient>) => {
  const check = checkPatient({ ...ana, ...part }, today, emptyPatient)
  return check.kind === 'wrong' ? Object.keys(check.problems) : []
}

test('section 12 names with apostrophes, emoji, right-to-left and markup are names', () => {
  for (const name of ['O’Connor', '👩‍⚕️', 'الأحمد', '<script>alert(1)</script>', 'x'.repeat(200)]) {
    expect(problemsOf({ familyName: name })).toEqual([])
  }
})

test('R10.1 a telephone number that is none is refused, but for one that the chart holds already', () => {
  for (const phone of ['abc', '604', 'call 604 555 0134']) expect(problemsOf({ phone })).toEqual(['phone'])
  for (const phone of ['', '+1 (604) 555-0134', '604 555 0134 ext. 2']) expect(problemsOf({ phone })).toEqual([])
  const stood = { ...ana, phone: 'ask at the desk' }
  expect(checkPatient({ ...stood, email: 'ana@example.com' }, today, stood).kind).toBe('ready')
  expect(checkPatient({ ...stood, phone: 'ask' }, today, stood).kind).toBe('wrong')
})

test('section 12 each problem stands at its own field', () => {
  expect(problemsOf({ givenName: ' ' })).toEqual(['givenName'])
  expect(problemsOf({ familyName: 'x'.repeat(201) })).toEqual(['familyName'])
  expect(problemsOf({ familyName: 'two\nlines' })).toEqual(['familyName'])
  expect(problemsOf({ birthOn: 'some day' })).toEqual(['birthOn'])
  expect(problemsOf({ birthOn: '24 Nov 2026' })).toEqual(['birthOn'])
  expect(problemsOf({ birthOn: '1 Jan 1850' })).toEqual(['birthOn'])
  expect(problemsOf({ phone: '1'.repeat(41) })).toEqual(['phone'])
  expect(problemsOf({ email: 'ana@' })).toEqual(['email'])
})

test('what was typed becomes details, the empty nothing', () => {
  const check = checkPatient(
    { ...ana, givenName: ' Ana ', birthOn: '12/3/85', email: ' ana@example.com ' },
    today,
    emptyPatient,
  )

  expect(check).toEqual({
    kind: 'ready',
    details: { givenName: 'Ana', familyName: 'Ruiz', birthOn: '1985-03-12', phone: null, email: 'ana@example.com' },
  })
})

test('details shown for changing read back as they were', () => {
  const details = {
    givenName: 'Ana',
    familyName: 'Ruiz',
    birthOn: CalendarDay.parse('1985-03-12'),
    phone: null,
    email: null,
  }

  expect(checkPatient(toTyped(details), today, emptyPatient)).toEqual({ kind: 'ready', details })
})

test('what was searched for goes where it belongs', () => {
  expect(fromSearch('oka')).toMatchObject({ givenName: 'oka', familyName: '' })
  expect(fromSearch('Maria del Mar Ruiz')).toMatchObject({ givenName: 'Maria del Mar', familyName: 'Ruiz' })
  expect(fromSearch('ana@example.com')).toMatchObject({ email: 'ana@example.com', givenName: '' })
  expect(fromSearch('+1 604 555 0138')).toMatchObject({ phone: '+1 604 555 0138', givenName: '' })
})
