import { expect, test } from 'vitest'
import { searchOf, wantedIn } from './address.ts'

const SERVICE = '0198f3a0-0000-7000-8000-000000000001'
const LENA = '0198f3a0-0000-7000-8000-000000000002'

test('R6.3 a link names the service, with whom and the day, or none of them', () => {
  expect(wantedIn('')).toEqual({ serviceId: null, practitionerId: null, isWhomSaid: false, on: null })
  expect(wantedIn(`?service=${SERVICE.toUpperCase()}&with=${LENA}&on=2026-11-24`)).toEqual({
    serviceId: SERVICE,
    practitionerId: LENA,
    isWhomSaid: true,
    on: '2026-11-24',
  })
  expect(wantedIn(`?service=${SERVICE}&with=anyone`)).toMatchObject({ practitionerId: null, isWhomSaid: true })
})

test('section 12 what is no id and no day is passed over', () => {
  expect(wantedIn('?service=<script>&with=1&on=2026-13-45')).toEqual(wantedIn(''))
  expect(wantedIn('?on=tomorrow').on).toBeNull()
})

test.each([
  `?service=${SERVICE}&with=${LENA}&on=2026-11-24`,
  `?service=${SERVICE}&with=anyone`,
  `?service=${SERVICE}`,
  '',
])('R6.3 the address %s is written as it is read', (search) => {
  expect(searchOf(wantedIn(search), search)).toBe(search)
})

test('R5.3 whose things are looked at stays in the address', () => {
  const wanted = { ...wantedIn(''), serviceId: SERVICE }

  expect(searchOf(wanted, '?link=1&service=2&on=2026-11-24')).toBe(`?link=1&service=${SERVICE}`)
})
