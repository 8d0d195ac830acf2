import { expect, test } from 'vitest'
import { parsePlace, pathOf, type Target } from './navigation.ts'

const CLINIC = '0198f3a0-0000-7000-8000-000000000001'
const LINK = '0198f3a0-0000-7000-8000-000000000002'
const ID = '0198f3a0-0000-7000-8000-000000000003'

const TARGETS: Target[] = [
  { page: 'home' },
  { page: 'code' },
  { page: 'account' },
  { page: 'forms' },
  { page: 'nextForm' },
  { page: 'records' },
  { page: 'visits' },
  { page: 'book' },
  { page: 'sent' },
  { page: 'form', id: ID },
  { page: 'plan', id: ID },
  { page: 'visit', id: ID },
  { page: 'submission', id: ID },
]

test.each(TARGETS)('$page is found again at its own path', (target) => {
  const url = new URL(pathOf(CLINIC, LINK, target), 'http://localhost')

  expect(parsePlace(url.pathname, url.search)).toEqual({ clinicId: CLINIC, linkId: LINK, ...target })
})

test('R4.3 the page behind a link stands at /open, with or without a closing slash', () => {
  expect(parsePlace(`/c/${CLINIC}/open`, '')).toEqual({ clinicId: CLINIC, linkId: null, page: 'open' })
  expect(parsePlace(`/c/${CLINIC.toUpperCase()}/open/`, '')).toMatchObject({ clinicId: CLINIC, page: 'open' })
})

test.each([
  '/',
  '/c',
  '/c/nobody',
  `/c/${CLINIC}/toString`,
  `/c/${CLINIC}/plans`,
  `/c/${CLINIC}/forms/1`,
  `/c/${CLINIC}/open/x/y`,
])('%s leads nowhere', (path) => {
  expect(parsePlace(path, '')).toBeNull()
})

test('a link that is no id is passed over', () => {
  expect(parsePlace(`/c/${CLINIC}`, '?link=<script>')).toMatchObject({ linkId: null })
})
