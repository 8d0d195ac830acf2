import { chromium, type Page } from '@playwright/test'
import { buildPages, builtFiles } from '../../scripts/build.ts'
import { createBrowserHost } from '../../src/main/browserHost/createBrowserHost.ts'
import { PASSWORD } from '../../src/main/core/testing/fillClinic.ts'
import { browserOptions } from '../../tests/support/browser.ts'
import type { Bench, Row } from '../row.ts'
import { BUSY_DAY, BUSY_VISITS, fillBusyDay } from '../support/busyDay.ts'
import { openLargeClinic } from '../support/largeClinic.ts'
import { inWords, times } from '../support/measure.ts'
import { barePage, dragAcross, goneBy, openedAgain, type Frames } from '../support/paintedDay.ts'

const TURNS = 7
const BLOCK = '.day-grid-block'
/** A frame of a screen that shows 60 a second, and a little for the clock. */
const FRAME_MILLISECONDS = 1000 / 60 + 1

/** What a receptionist sees of the busiest day: how soon all of it stands there, and whether a block keeps up with the hand. */
export const painting: Bench = {
  name: 'Day of 12 practitioners with 30 appointments each, on screen',
  run: async () => {
    await buildPages((line) => console.log(`  ${line}`))
    const clinic = await openLargeClinic(2_000)
    await fillBusyDay(clinic)
    await clinic.client.setUp.end()
    const host = await createBrowserHost({
      serving: clinic.core,
      rendererFiles: builtFiles.renderer,
      port: 0,
      stationNames: ['Front desk'],
    })
    const browser = await chromium.launch(await browserOptions())
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      const [station] = host.stations
      if (!station) throw new Error('The host has no station')
      await page.goto(station.url)
      await signIn(page, clinic.staff.admin.email)
      await page.goto(new URL(`/calendar/${BUSY_DAY}`, station.url).href)
      const painted = await openedAgain(page, BLOCK, BUSY_VISITS, TURNS)
      const gone = await goneBy(page, { there: 'ArrowRight', back: 'ArrowLeft' }, BLOCK, BUSY_VISITS, TURNS)
      const dragged = await dragAcross(page, BLOCK)

      const bare = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await bare.goto(barePage(BUSY_VISITS))
      const barePainted = await openedAgain(bare, BLOCK, BUSY_VISITS, TURNS)
      const bareDragged = await dragAcross(bare, BLOCK)
      return [
        paintedRow('Opened anew (F5)', painted, barePainted),
        paintedRow('By an arrow from the day before', gone, barePainted),
        draggedRow(dragged, bareDragged),
      ]
    } finally {
      await browser.close()
      await host.close()
      await clinic.close()
    }
  },
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Front Desk' }).waitFor()
}

function paintedRow(how: string, ours: number, bare: number): Row {
  return {
    what: `${how} until all ${BUSY_VISITS} are painted, median of ${TURNS}`,
    ours: inWords(ours),
    yardstick: `${inWords(bare)} as many bare boxes of a page of one file`,
    ratio: times(ours / bare),
    target: '≤ 700 ms',
  }
}

function draggedRow(ours: Frames, bare: Frames): Row {
  const said = ({ median, p95, longest }: Frames) =>
    `${inWords(median)}, p95 ${inWords(p95)}, longest ${inWords(longest)}`
  return {
    what: `Dragged over ${ours.count} frames: the median of their times`,
    ours: said(ours),
    yardstick: `${said(bare)}: a bare box that follows the pointer`,
    ratio: times(ours.median / bare.median),
    target: `≤ ${inWords(FRAME_MILLISECONDS)}`,
  }
}
