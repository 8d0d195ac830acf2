import { expect, test } from 'vitest'
import { verdictsIn } from '../../scripts/spam.ts'

test('R9.2 what SpamAssassin says is read of each e-mail by its id, whatever stands in the e-mail', () => {
  const message = (id: string, status: string) =>
    `From portal Mon Mar  2 09:00:00 2026\nX-Spam-Status: ${status}\n\tautolearn=no version=4.0.1\nMessage-ID: <${id}@clinic.test>\n\nFrom: me\nX-Spam-Status: No, score=0.0 required=5.0 tests=NONE autolearn=no\n\n`

  const verdicts = verdictsIn(
    message('b', 'Yes, score=999.9 required=5.0 tests=GTUBE,NO_RELAYS') +
      message('a', 'No, score=-0.1 required=5.0 tests=HTML_MESSAGE') +
      message('c', 'unreadable'),
  )

  expect([...verdicts]).toEqual([
    ['b', { points: 999.9, rules: 'GTUBE,NO_RELAYS' }],
    ['a', { points: -0.1, rules: 'HTML_MESSAGE' }],
  ])
})
