import { expect, test } from '@playwright/test'
import { brokenLayout, plainTexts } from './support/pseudo.ts'

/** What looks for text outside the catalogues finds it, or the journeys that lean on it prove nothing. */
test('text outside the catalogues is found wherever it is said, and data is none', async ({ page }) => {
  await page.setContent(`
    <title>Páģé··</title>
    <p>Héļļó··· Ana Ruiz, 12 px</p>
    <p hidden>Hidden</p>
    <button aria-label="Close it">×</button>
    <input placeholder="Search" title="Áļļ·· fine" readonly value="Chosen" />
    <select><option>Óñé·· or two</option></select>
    <p>Analysis</p>`)

  expect(await plainTexts(page, ['Ana', 'Ana Ruiz', ''])).toEqual([
    'Close it',
    'Search',
    'Áļļ·· fine',
    'Chosen',
    'Óñé·· or two',
    'Analysis',
  ])
})

test('what longer words break is found, and a name cut short on purpose is no break', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.setContent(`
    <style>.box { width: 60px; overflow: hidden; white-space: nowrap } .short { text-overflow: ellipsis }</style>
    <div class="box">Çúť···· off by its box</div>
    <div class="box short">Ana Xiomara Ruiz-Quetzalli</div>
    <div class="box short">Šhóŕťéñéđ·········</div>
    <button style="width: 40px; white-space: nowrap">Búťťóñ·········</button>
    <div style="width: 500px">Wide</div>`)

  expect(await brokenLayout(page)).toEqual([
    expect.stringContaining('the page scrolls sideways'),
    '“Çúť···· off by its box” is cut off by div.box',
    '“Šhóŕťéñéđ·········” is cut off by div.box.short',
    expect.stringContaining('is wider than its button'),
  ])
})
