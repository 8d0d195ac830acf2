import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { browserOptions } from '../tests/support/browser.ts'
import { buildPages } from './build.ts'
import { root } from './run.ts'
import { takeMyDay } from './screens/calendarScreens.ts'
import { takeDesk, takeFirstRun, takeMails } from './screens/deskScreens.ts'
import { openDemo } from './screens/openDemo.ts'
import { openCamera, SIZES } from './screens/pictures.ts'
import { takePortal } from './screens/portalScreens.ts'
import { writeIndex } from './screens/writeIndex.ts'

/** A Monday at 14:03, in a zone whose clocks do not change any more: the same day in every picture, whenever they are made. */
const TIME_ZONE = 'America/Vancouver'
const MOMENT = Temporal.PlainDateTime.from('2026-11-23T14:03').toZonedDateTime(TIME_ZONE).epochMilliseconds
const PORT = 4_710
const MOST_BYTES = 8_000_000

/** `npm run screens`: every screen of desk and portal into `docs/screens`; with `-- --only today` those whose name has that. */
const { only } = parseArgs({ options: { only: { type: 'string', default: '' } } }).values
const started = performance.now()
const folder = join(root, 'docs/screens')
await buildPages((line) => console.log(line))
mkdirSync(folder, { recursive: true })
if (only === '') for (const name of readdirSync(folder)) rmSync(join(folder, name))

const browser = await chromium.launch(await browserOptions())
const camera = openCamera(folder, (stem) => stem.includes(only))
const openContext = async () => {
  const context = await browser.newContext({ viewport: SIZES[0], timezoneId: TIME_ZONE, locale: 'en-CA' })
  await context.clock.setFixedTime(MOMENT)
  return context
}
const moment = { at: MOMENT, timeZone: TIME_ZONE }

const demo = await openDemo({ ...moment, port: PORT, isEmpty: false })
try {
  await takeDesk(await openContext(), demo, camera)
  await takeMyDay(await openContext(), demo, camera)
  await takePortal(openContext, demo, camera)
  await takeMails(browser, demo, camera)
} finally {
  await demo.close()
}
const empty = await openDemo({ ...moment, port: PORT + 10, isEmpty: true })
try {
  await takeFirstRun(await openContext(), empty, camera)
} finally {
  await empty.close()
  await browser.close()
}

const bytes = await writeIndex(folder, camera.taken, 'on a Monday at 14:03')
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(`${camera.taken.length} screens, ${(bytes / 1_000_000).toFixed(1)} MB, ${seconds} s`)
if (bytes > MOST_BYTES) {
  console.error('That is more than 8 MB.')
  process.exitCode = 1
}
process.exit()
