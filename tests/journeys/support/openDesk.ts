import type { Browser, TestInfo } from '@playwright/test'
import { FrontDesk } from './frontDesk.ts'
import { openHouse, type House } from './house.ts'

/** A house whose admin sits at the Front Desk, and whose e-mails leave at once. Both are to be closed. */
export async function openDesk(
  browser: Browser,
  { project }: TestInfo,
): Promise<{ readonly house: House; readonly desk: FrontDesk }> {
  const house = await openHouse(project.metadata)
  const desk = await FrontDesk.open(browser, house)
  await desk.signIn(house.admin)
  await desk.setUndoSeconds(0)
  return { house, desk }
}
