import { expect, test } from '@playwright/test'
import { newId } from '../../src/main/core/system.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { expectAccessible } from './support/accessible.ts'
import type { FrontDesk } from './support/frontDesk.ts'
import type { House } from './support/house.ts'
import { openDesk } from './support/openDesk.ts'

let house: House
let desk: FrontDesk

test.beforeAll(async ({ browser }, testInfo) => {
  ;({ house, desk } = await openDesk(browser, testInfo))
})

test.afterAll(async () => {
  await desk.close()
  await house.close()
})

const toSettle = () => desk.page.getByRole('complementary', { name: 'To settle' })
const line = (words: string) => toSettle().getByRole('listitem').filter({ hasText: words })

test('R11.6 what cannot be taken in is shown on Today, is tried again there, and is put away', async () => {
  const { recipient } = await makeIdentity()
  const unknown = {
    linkId: newId(),
    requestId: newId(),
    mac: '0'.repeat(64),
    sealed: await sealJson({ format: 1 }, [recipient]),
  }
  await house.leaveForDesk({ kind: 'moon.rose' })
  await house.leaveForDesk({ kind: 'request.made', ...unknown })
  await house.leaveForDesk({ kind: 'request.made', ...unknown })
  await desk.goTo('Today')
  await expect(toSettle()).toContainText('Nothing new in Inbox')

  await desk.synchronise()

  await expect(line('Something unknown not taken in')).toContainText('says nothing that this desk understands')
  const requests = line('2 requests not taken in')
  await expect(requests).toContainText('It names an access or a form that is not here.')
  await expect(toSettle()).not.toContainText('Nothing new in Inbox')
  await expectAccessible(desk.page)

  await requests.getByRole('button', { name: 'Try again' }).click()
  await expect(desk.page.getByText('2 could still not be taken in')).toBeVisible()
  await requests.getByRole('button', { name: 'Put away' }).click()
  await expect(requests).toHaveCount(0)
  await line('Something unknown').getByRole('button', { name: 'Put away' }).click()

  await expect(toSettle()).toContainText('Nothing new in Inbox')
  await desk.seesSyncStatus(/Synchronised/)
})
