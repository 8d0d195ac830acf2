import { expect, test } from '@playwright/test'
import { newId } from '../../src/main/core/system.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { pseudoText } from '../../src/shared/language/pseudo.ts'
import { clinicTexts } from './support/clinicTexts.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'
import { lookAt, openPseudoDesk } from './support/pseudoDesk.ts'

/** What the desk says of an online service that does not do as it should, in the pseudo-language. */
let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

test('what synchronising could not settle, and an online service that has changed', async ({ browser }) => {
  const { recipient } = await makeIdentity()
  const sealed = await sealJson({ format: 1 }, [recipient])
  const unknown = { linkId: newId(), requestId: newId(), mac: '0'.repeat(64), sealed }
  await house.leaveForDesk({ kind: 'moon.rose' })
  for (const _ of [1, 2]) await house.leaveForDesk({ kind: 'request.made', ...unknown })
  await house.leaveForDesk({ kind: 'codes.guessed', count: 12_500, since: new Date().toISOString() })
  await house.stopEndpoint()
  const elsewhere = house.endpointUrl().replace('127.0.0.1', 'localhost')
  await house.startEndpoint(elsewhere)
  await house.core().sync.now()
  const page = await openPseudoDesk(browser, house.deskUrl())
  const texts = [...(await clinicTexts(house)), elsewhere]
  const unsettled = page.getByRole('list', { name: pseudoText('Not taken in and not handed over') })
  const changed = page.getByRole('link').filter({ hasText: pseudoText('The online service has changed') })
  const agree = page.getByRole('button', { name: pseudoText('Agree to the change') })

  await expect(unsettled.getByRole('listitem')).toHaveCount(2)
  await expect(changed).toBeVisible()
  await lookAt(page, 'today-to-settle', texts)
  await page.getByRole('navigation').locator('a[href="/inbox"]').click()
  await expect(page.getByRole('article')).toBeVisible()
  await lookAt(page, 'inbox-codes-guessed', texts)
  await page.getByRole('navigation').locator('a[href="/"]').click()
  await changed.click()
  await expect(agree).toBeVisible()
  await lookAt(page, 'settings-offer', texts)
  await agree.click()
  await expect(agree).toHaveCount(0)
  await lookAt(page, 'settings-agreed', texts)
  await page.context().close()
})
