import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown, type Block, type Inline } from './markdown.ts'

/** As one would read it aloud. */
const textOf = (inside: readonly Inline[]): string =>
  inside
    .map((each) => {
      if (each.kind === 'text') return each.text
      return each.kind === 'link' ? `${each.label ?? ''}<${each.href}>` : `${each.kind}(${textOf(each.inside)})`
    })
    .join('')
const shown = (block: Block) => {
  if (block.kind === 'heading') return `h${block.level} ${textOf(block.inside)}`
  if (block.kind === 'paragraph') return `p ${block.lines.map(textOf).join(' / ')}`
  return `${block.isNumbered ? `ol${block.start}` : 'ul'} ${block.items.map(textOf).join(' / ')}`
}

test('R8.1 a plan has headings, lists, bold, italic and paragraphs as they were written', () => {
  const text =
    '# Iron\nTake **one tablet** every *second* day,\nwith juice.\n\n- morning\n- not\n  with milk\n2. then\n3) later'

  expect(parseMarkdown(text).map(shown)).toEqual([
    'h1 Iron',
    'p Take bold(one tablet) every italic(second) day, / with juice.',
    'ul morning / not with milk',
    'ol2 then / later',
  ])
})

test('R8.1 a link shows its address whole, leads to http alone, and ends before the sentence does', () => {
  expect(parseMarkdown('See [the clinic](https://clinic.test/a?b=1) or https://clinic.test/x.').map(shown)).toEqual([
    'p See the clinic<https://clinic.test/a?b=1> or <https://clinic.test/x>.',
  ])
  for (const text of ['[x](javascript:alert(1))', '[x](data:text/html,1)', '[x]( //evil.test)']) {
    expect(parseMarkdown(text).map(shown)).toEqual([`p ${text}`])
  }
})

test('section 12 what looks like markup is text, and so is a plan that was never Markdown', () => {
  expect(parseMarkdown('<img src=x onerror=alert(1)>\n2 * 3 * 4 _a_b').map(shown)).toEqual([
    'p <img src=x onerror=alert(1)> / 2 * 3 * 4 _a_b',
  ])
  expect(parseMarkdown('').map(shown)).toEqual([])
})

test('R8.1 whatever is written, nothing of it is lost and no address is but http', () => {
  const piece = fc.constantFrom(
    '**',
    '*',
    '_',
    '[',
    '](',
    'https://a.test',
    ')',
    '# ',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    'a',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('')
      const blocks = parseMarkdown(text)

      expect(
        blocks
          .map(({ source }) => source)
          .join('\n')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''))
      for (const [href] of JSON.stringify(blocks).matchAll(/"href":"[^"]*/g)) expect(href).toMatch(/"href":"https?:/)
    }),
  )
})

test('section 12 a plan of the greatest length is parsed in a moment, however it is made', () => {
  const began = performance.now()
  for (const piece of ['*', '**a', '[a](', '_a ', 'https://']) parseMarkdown(piece.repeat(50_000 / piece.length))
  expect(performance.now() - began).toBeLessThan(3_000)
})
