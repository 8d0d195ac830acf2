import type { Page } from '@playwright/test'

/** A word of three and more letters that no catalogue has accented; `O’Brien` is one word, as in `pseudoText`. */
const WORD = /\p{L}[\p{L}\p{M}’']*·*/gu
const PLAIN = /^[A-Za-z’']{3,}$/

/**
 * What a page in the pseudo-language (`en-XA`) says in words that come from no catalogue: visible texts, names for
 * screen readers, placeholders, tooltips, the title of the window. Nothing, where every text can be translated.
 * @param data texts that people or the clinic typed, which stay as they are: names, addresses, titles, questions
 */
export async function plainTexts(page: Page, data: readonly string[]): Promise<string[]> {
  const said = await page.evaluate(textsOnPage)
  return [...new Set(said)].filter((text) => wordsOf(text, data).some((word) => PLAIN.test(word)))
}

function wordsOf(text: string, data: readonly string[]): readonly string[] {
  const longestFirst = data
    .map(oneLine)
    .filter((each) => each !== '')
    .toSorted((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((left, each) => left.replace(whole(each), ' '), oneLine(text))
  return rest.match(WORD) ?? []
}

/** `Ana` stands in "Ana Ruiz" and not in "Analysis". */
function whole(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'gu')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/**
 * Where longer words than the English ones break a page, each place in a line: the page scrolls sideways, a text is cut
 * off by a box around it, a button is too small for what stands in it. An ellipsis is a break where it shortens words of
 * a catalogue, and none where it shortens data.
 */
export async function brokenLayout(page: Page): Promise<string[]> {
  return page.evaluate(breaksOnPage)
}

/** Runs in the page. */
function textsOnPage(): string[] {
  const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder']
  const found = [document.title]
  for (const element of document.body.querySelectorAll('*')) {
    if (element.matches('script, style, noscript, template, [translate=no]')) continue
    // The options of a closed list are not drawn, and are said all the same.
    if (!element.checkVisibility({ visibilityProperty: true }) && !element.matches('option')) continue
    for (const name of [...ATTRIBUTES, 'title', 'alt']) found.push(element.getAttribute(name) ?? '')
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '')
    if (element instanceof HTMLInputElement && (element.readOnly || element.matches('[type=submit], [type=button]'))) {
      found.push(element.value)
    }
  }
  return found.map((text) => text.trim()).filter((text) => text !== '')
}

/** Runs in the page. */
function breaksOnPage(): string[] {
  const ROUNDING = 1.5
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`the page scrolls sideways: ${scrollWidth} px in ${clientWidth}`)

  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (element.matches('script, style, noscript, template, option, textarea')) continue
    const text = ownText(element)
    if (text !== '') {
      const cutBy = boxThatCuts(element)
      if (cutBy) found.push(`“${text}” is cut off by ${nameOf(cutBy)}`)
    }
    if (element.matches('button, a, [role=button], [role=tab], [role=menuitem]')) {
      const { scrollWidth: needed, clientWidth: given } = element
      if (given > 1 && needed > given + ROUNDING && !isMeant(getComputedStyle(element), element)) {
        found.push(`“${(element.textContent ?? '').trim()}” is wider than its button: ${needed} px in ${given}`)
      }
    }
  }
  return [...new Set(found)]

  function ownText(element: Element): string {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
    return texts
      .map((node) => node.textContent ?? '')
      .join('')
      .trim()
  }

  /** The nearest box that hides a part of an element's own text, and not the whole of it on purpose. */
  function boxThatCuts(element: Element): Element | null {
    const range = document.createRange()
    range.selectNodeContents(element)
    const text = range.getBoundingClientRect()
    for (let box: Element | null = element; box; box = box.parentElement) {
      const style = getComputedStyle(box)
      const { left, right, top, bottom, width, height } = box.getBoundingClientRect()
      // Text for screen readers alone stands in a box of one pixel; a text wholly outside is scrolled or slid away.
      if (width <= 2 || height <= 2) return null
      if (text.right <= left || text.left >= right || text.bottom <= top || text.top >= bottom) return null
      if (/auto|scroll/.test(style.overflowX)) return null
      const isWider = text.right > right + ROUNDING || text.left < left - ROUNDING
      if (/hidden|clip/.test(style.overflowX) && isWider) return isMeant(style, element) ? null : box
      if (style.position === 'fixed') return null
    }
    return null
  }

  function isMeant(style: CSSStyleDeclaration, element: Element): boolean {
    return style.textOverflow === 'ellipsis' && !(element.textContent ?? '').includes('·')
  }

  function nameOf(element: Element): string {
    const names = typeof element.className === 'string' ? element.className.trim().split(/\s+/).slice(0, 2) : []
    return [element.localName, ...names.filter((name) => name !== '')].join('.')
  }
}
