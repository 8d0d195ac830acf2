import type { Locator, Page } from '@playwright/test'

/** What a task took of a person, and of the machine. */
export type Effort = {
  /** Presses of keys that are not letters of a name or a text: Enter, Tab, a letter that is an order; a chord is two. */
  readonly keys: number
  /** Letters and digits of what is told: names, times, addresses. */
  readonly letters: number
  readonly clicks: number
  /** From the first act until the screen shows that it was done. */
  readonly machineSeconds: number
  /** Keystroke-level estimate of a practised person: see {@link KLM}. */
  readonly personSeconds: number
}

/** Card, Moran and Newell's operators, in seconds: an average typist's key, a pointing with its click, a change of hand, a thought. */
export const KLM = { key: 0.28, pointAndClick: 1.3, changeOfHand: 0.4, thought: 1.35 } as const

/** A receptionist's hands, which count. */
export type Hand = {
  readonly page: Page
  /** `Control+k`, `Enter`, `n`. */
  readonly press: (keys: string) => Promise<void>
  /** What somebody was told, or reads off a card. */
  readonly type: (text: string) => Promise<void>
  readonly click: (what: Locator) => Promise<void>
  /** The same hands at another window. */
  readonly at: (page: Page) => Hand
  readonly effort: (machineSeconds: number) => Effort
}

export function openHand(page: Page): Hand {
  const counted = { keys: 0, letters: 0, clicks: 0, thoughts: 0, changes: 0 }
  let isAtMouse = false
  const use = (mouse: boolean) => {
    if (mouse !== isAtMouse) counted.changes += 1
    isAtMouse = mouse
  }
  const at = (page: Page): Hand => ({
    page,
    at,
    async press(keys) {
      use(false)
      const count = keys.split('+').length
      counted.keys += count
      // Enter and Tab end what was thought already; an order is a thought of its own.
      if (!['Enter', 'Tab'].includes(keys)) counted.thoughts += 1
      await page.keyboard.press(keys)
    },
    async type(text) {
      use(false)
      counted.thoughts += 1
      counted.letters += text.length
      await page.keyboard.type(text)
    },
    async click(what) {
      use(true)
      counted.thoughts += 1
      counted.clicks += 1
      await what.click()
    },
    effort: (machineSeconds) => ({
      keys: counted.keys,
      letters: counted.letters,
      clicks: counted.clicks,
      machineSeconds,
      personSeconds:
        (counted.keys + counted.letters) * KLM.key +
        counted.clicks * KLM.pointAndClick +
        counted.changes * KLM.changeOfHand +
        counted.thoughts * KLM.thought,
    }),
  })
  return at(page)
}
