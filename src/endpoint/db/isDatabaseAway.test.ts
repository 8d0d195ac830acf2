import { expect, test } from 'vitest'
import { isDatabaseAway } from './isDatabaseAway.ts'

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code })

test('a database that is full, busy or unreachable is away; a broken rule is the item’s own', () => {
  const away = ['SQLITE_FULL', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_IOERR_WRITE', '53100', '40P01', '57P01', 'ECONNREFUSED']
  const own = ['SQLITE_CONSTRAINT_UNIQUE', '23505', '22P05', '']

  expect(away.filter((code) => !isDatabaseAway(withCode(code)))).toEqual([])
  expect(own.filter((code) => isDatabaseAway(withCode(code)))).toEqual([])
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isDatabaseAway(new TypeError('x is undefined'))).toBe(false)
  expect(isDatabaseAway('SQLITE_FULL')).toBe(false)
})
