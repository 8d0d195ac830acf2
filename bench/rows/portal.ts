import { chromium, type Browser, type Page } from '@playwright/test'
import { browserOptions } from '../../tests/support/browser.ts'
import type { Bench, Row } from '../row.ts'
import { inWords, times } from '../support/measure.ts'
import { openPortalClinic } from '../support/portalClinic.ts'
import { visit, type Visit } from '../support/slowPhone.ts'

const VISITS = 5

/** What a patient waits for who taps a link in an e-mail, on a telephone that has never been there. */
export const portal: Bench = {
  name: 'Patient Portal on a telephone: slow 4G (1.6 Mbit/s, 150 ms), processor 4 × slower',
  run: async () => {
    const clinic = await openPortalClinic()
    const browser = await chromium.launch(await browserOptions())
    try {
      const bare = await visits(browser, clinic.barePage, async () => {})
      const signIn = await visits(browser, clinic.signInPage, (page) => shows(page, 'Sign in'))
      const opened = await visits(browser, clinic.openPage, (page) => shows(page, `Hello ${clinic.givenName}`))
      const booking = await visits(browser, clinic.bookPage, showsFirstFree)
      return [
        ...rowsOf('Sign in', signIn, bare),
        ...rowsOf('Access Link', opened, bare),
        ...rowsOf('Booking', booking, bare),
        firstFreeOf(booking, bare),
      ]
    } finally {
      await browser.close()
      await clinic.close()
    }
  },
}

async function visits(browser: Browser, url: string, finished: (page: Page) => Promise<void>): Promise<Visit> {
  const all: Visit[] = []
  while (all.length < VISITS) all.push(await visit(browser, url, finished))
  const median = (of: (visit: Visit) => number) => all.map(of).sort((a, b) => a - b)[Math.floor(VISITS / 2)] ?? 0
  return {
    paintedMilliseconds: median((each) => each.paintedMilliseconds),
    finishedMilliseconds: median((each) => each.finishedMilliseconds),
    shift: median((each) => each.shift),
    firstScriptBytes: median((each) => each.firstScriptBytes),
    allScriptBytes: median((each) => each.allScriptBytes),
  }
}

async function shows(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
}

/** The first free day stands beside whom one can choose. */
async function showsFirstFree(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Anyone.*\d/ }).waitFor({ state: 'attached' })
}

function firstFreeOf(ours: Visit, bare: Visit): Row {
  return {
    what: 'Booking: first free times on screen, from opening',
    ours: inWords(ours.finishedMilliseconds),
    yardstick: `${inWords(bare.finishedMilliseconds)} a line of plain text`,
    ratio: times(ours.finishedMilliseconds / bare.finishedMilliseconds),
    target: '≤ 1200 ms',
  }
}

function rowsOf(page: string, ours: Visit, bare: Visit): Row[] {
  const nothing = { yardstick: '—', ratio: '—' }
  return [
    {
      what: `${page}: largest paint, median of ${VISITS} first visits`,
      ours: inWords(ours.paintedMilliseconds),
      yardstick: `${inWords(bare.paintedMilliseconds)} a line of plain text`,
      ratio: times(ours.paintedMilliseconds / bare.paintedMilliseconds),
      target: '≤ 1500 ms',
    },
    { what: `${page}: layout shift`, ours: ours.shift.toFixed(3), ...nothing, target: '≤ 0.02' },
    {
      what: `${page}: script before the first paint, gzip`,
      ours: kilobytes(ours.firstScriptBytes),
      ...nothing,
      target: '≤ 40 KB',
    },
    { what: `${page}: script in all, gzip`, ours: kilobytes(ours.allScriptBytes), ...nothing, target: '≤ 120 KB' },
  ]
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}
