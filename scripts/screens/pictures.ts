import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** Pixels from side to side, and down, of each size that a screen is shown at. */
export const SIZES = [
  { width: 1440, height: 900, schemes: ['light', 'dark'] },
  { width: 1024, height: 700, schemes: ['light'] },
  { width: 360, height: 740, schemes: ['light', 'dark'] },
] as const
export type Scheme = (typeof SIZES)[number]['schemes'][number]

export type Surface = 'desk' | 'portal' | 'mail'

/** One screen, as it was taken. */
export type TakenScreen = {
  readonly surface: Surface
  /** In words, for the index. */
  readonly title: string
  /** Of its files, without size, scheme and ending. */
  readonly stem: string
}

/** All of them together stay below what the repository takes. */
const QUALITY = 36

export type Camera = {
  readonly taken: readonly TakenScreen[]
  /** Takes the page as it stands, at every size, in light and most in dark; it is left at the first size, light. */
  readonly take: (page: Page, surface: Surface, title: string) => Promise<void>
}

/** @param folder where the pictures go @param isWanted says whether a screen of this stem is wanted */
export function openCamera(folder: string, isWanted: (stem: string) => boolean): Camera {
  const taken: TakenScreen[] = []
  return {
    taken,
    async take(page, surface, title) {
      const stem = `${surface}-${title
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, '-')
        .replaceAll(/^-|-$/g, '')}`
      taken.push({ surface, title, stem })
      if (!isWanted(stem)) return
      // What is under the pointer looks otherwise.
      await page.mouse.move(0, 0)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        for (const scheme of size.schemes) {
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
          await hasSettled(page, scheme)
          writeFileSync(join(folder, pictureName(stem, size.width, scheme)), await webp(page))
        }
      }
      await page.setViewportSize(SIZES[0])
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    },
  }
}

export function pictureName(stem: string, width: number, scheme: Scheme): string {
  return `${stem}-${width}-${scheme}.webp`
}

/** Fonts are there, nothing loads, the scheme is drawn and no colour is on its way to another, and two frames have been drawn since. */
async function hasSettled(page: Page, scheme: Scheme): Promise<void> {
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
  await page.evaluate(async (wanted) => {
    const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
    const moving = () => document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    // The desk hears of the scheme and draws it; portal and e-mails have it from their style sheets.
    const { dataset } = document.documentElement
    while (dataset['mantineColorScheme'] !== undefined && dataset['mantineColorScheme'] !== wanted) await drawn()
    await document.fonts.ready
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished))
      await drawn()
    } while (moving().length > 0)
  }, scheme)
}

/** Chromium's own; Playwright has none. */
async function webp(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  await session.detach()
  return Buffer.from(data, 'base64')
}
