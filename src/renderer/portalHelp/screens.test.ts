import { expect, test } from 'vitest'
import { ScreenSaid } from '../../shared/domain/portalHelp/helpFacts.ts'
import { screensSaying, screensToChoose } from './screens.ts'

test('R4.9 a sentence on the phone’s screen is known by a part of it, however it is typed', () => {
  const saying = (typed: string) => screensSaying(typed).map(({ said }) => said)

  expect(saying('this link has expired.')).toEqual(['expired'])
  expect(saying('the code in the e-mail is not your pass')).toEqual(['codeIsNoPassword'])
  expect(saying('is a newer link')).toEqual(['replaced'])
  expect(saying('Ben Okafor')).toEqual([])
  expect(saying('link')).toEqual([])
})

test('R4.9 every screen that the rule knows can be chosen', () => {
  expect(
    screensToChoose()
      .map(({ said }) => said)
      .sort(),
  ).toEqual([...ScreenSaid.options].sort())
})
