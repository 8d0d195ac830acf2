import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type BrowserContext } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { browserOptions } from '../tests/support/browser.ts'
import { buildPages } from './build.ts'
import { demoAdmin, demoPassword } from './demo/clinic.ts'
import { root } from './run.ts'
import { openDemo } from './screens/openDemo.ts'
import { SIZES } from './screens/pictures.ts'
import { tasks, type Task } from './tasks/frontDeskTasks.ts'
import { openHand, type Effort } from './tasks/hand.ts'
import { writeTable, type Measured } from './tasks/writeTable.ts'

const TIME_ZONE = 'America/Vancouver'
const MOMENT = Temporal.PlainDateTime.from('2026-11-23T14:03').toZonedDateTime(TIME_ZONE).epochMilliseconds
const PORT = 4_730
const PATIENCE_MILLISECONDS = 6_000
const BEFORE_FILE = join(root, 'docs/tasks-before.json')

/**
 * `npm run tasks`: does the most frequent tasks of a front desk in a real browser, counting, and writes `docs/TASKS.md`.
 * `-- --desk URL --out FILE` measures a desk that runs already, such as an older one, and writes the figures alone.
 */
const { desk, out } = parseArgs({ options: { desk: { type: 'string' }, out: { type: 'string' } } }).values
const demo = desk === undefined ? await begin() : null
const browser = await chromium.launch(await browserOptions())
const context = await browser.newContext({ viewport: SIZES[0], timezoneId: TIME_ZONE, locale: 'en-CA' })
context.setDefaultTimeout(PATIENCE_MILLISECONDS)
if (demo) await context.clock.setFixedTime(MOMENT)
const url = desk ?? demo?.deskUrl ?? ''

const measured: Measured = {}
await signIn(context)
for (const task of tasks) {
  const effort = await measure(context, task)
  measured[task.name] = effort
  console.log(effort ? `${effort.keys} + ${effort.letters} keys, ${effort.clicks} clicks` : 'not done', task.name)
}
await browser.close()
await demo?.close()
if (out !== undefined) writeFileSync(out, `${JSON.stringify(measured, null, 2)}\n`)
else writeTable(join(root, 'docs/TASKS.md'), measured, readBefore())
process.exit(out === undefined && Object.values(measured).includes(null) ? 1 : 0)

async function begin() {
  await buildPages((line) => console.log(line))
  return openDemo({ at: MOMENT, timeZone: TIME_ZONE, port: PORT, isEmpty: false })
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(demoAdmin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Front Desk' }).waitFor()
  await page.close()
}

/** Null where the task could not be done. */
async function measure(context: BrowserContext, { name, run }: Task): Promise<Effort | null> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
  const hand = openHand(page)
  const started = performance.now()
  try {
    await run(hand)
    return hand.effort((performance.now() - started) / 1_000)
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : 'not done'}`)
    return null
  } finally {
    for (const open of context.pages()) await open.close()
  }
}

/** Figures of an older desk that were measured once. */
function readBefore(): Measured {
  // Written by this script.
  return existsSync(BEFORE_FILE) ? (JSON.parse(readFileSync(BEFORE_FILE, 'utf8')) as Measured) : {}
}
