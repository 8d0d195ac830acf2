import { chromium, type Browser } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtFiles } from '../../scripts/build.ts'
import { BEHIND_PROXY } from '../../src/endpoint/testing/booking.ts'
import { browser, profileOf, registration, startClinic, type TestClinic } from '../../src/endpoint/testing/clients.ts'
import { DATABASES } from '../../src/endpoint/testing/harness.ts'
import { InvitationId, PatientId } from '../../src/shared/domain/ids.ts'
import { DAY, plusMilliseconds } from '../../src/shared/domain/time.ts'
import { makeIdentity, sealJson } from '../../src/shared/envelope/seal.ts'
import { extraDayMac, hashToken, introductionMac, redeemToken, toFragment } from '../../src/shared/envelope/secrets.ts'
import { browserOptions } from '../support/browser.ts'
import { pressEverything } from '../journeys/support/scanner.ts'
import { EFFORT } from './support/effort.ts'

const LINKS = EFFORT > 1 ? 100 : 2
const AT_ONCE = 5

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0',
  'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
  'Mimecast URL Protect',
  'Barracuda Sentinel (EE)',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'facebookexternalhit/1.1',
  'curl/8.5.0',
  '',
]

type Link = {
  readonly url: string
  readonly page: string
  readonly fragment: string
  readonly clinicId: TestClinic['desk']['clinicId']
  readonly identity: string
  readonly token: string
  /** Of whoever scans it. */
  readonly address: string
}

const from = ({ address }: Link, more: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...more })
const times = <Result>(count: number, act: () => Promise<Result>) => Promise.all(Array.from({ length: count }, act))
const calls = ['look', 'lookByCode', 'opened', 'takeDay', 'redeem', 'register'] as const

/** What scanners do with a link, the worst last. */
const WAYS: Readonly<Record<string, (link: Link, robot: Browser) => Promise<unknown>>> = {
  'HEAD of the page': (link) => fetch(link.page, { method: 'HEAD', headers: from(link) }),
  'five GETs at once': (link) => times(5, () => fetch(link.page, { headers: from(link) })),
  'the names of the known ones': (link) =>
    Promise.all(AGENTS.map((agent) => fetch(link.page, { headers: from(link, { 'user-agent': agent }) }))),
  'the fragment as part of the path': (link) =>
    Promise.all(['%23', '?', '/'].map((by) => fetch(`${link.page}${by}${link.fragment}`, { headers: from(link) }))),
  'GET of every call': (link) =>
    Promise.all(calls.map((call) => fetch(`${link.url}/api/portal/invitation/${call}?token=${link.token}`))),
  'an empty POST': (link) =>
    Promise.all(
      [link.page, ...calls.map((call) => `${link.url}/api/portal/invitation/${call}`)].map((url) =>
        fetch(url, { method: 'POST', headers: from(link, { origin: link.url, 'content-type': 'application/json' }) }),
      ),
    ),
  'thirty looks one after another': async (link) => {
    for (let n = 0; n < 30; n += 1) await clientOf(link).invitation.look(link)
  },
  'five looks at once': (link) => times(5, () => clientOf(link).invitation.look(link)),
  'what a press says, again and again': (link) =>
    times(5, async () => {
      await clientOf(link).invitation.opened(link)
      await clientOf(link).invitation.takeDay({ ...link, mac: extraDayMac(link.identity, link.clinicId) })
    }),
  'a browser that stays, and presses what can be pressed': async (link, robot) => {
    const pressed = await pressEverything(robot, `${link.page}#${link.fragment}`, from(link))
    expect(pressed.length).toBeGreaterThan(2)
  },
}

function clientOf({ url, address }: Link) {
  return browser(url, new Map(), address)
}

describe.each(DATABASES)('mail scanners on %s', (kind) => {
  let running: TestClinic['running']
  let desk: TestClinic['desk']
  let stop: TestClinic['stop']
  let robot: Browser
  beforeAll(async () => {
    ;({ running, desk, stop } = await startClinic(kind, { ...BEHIND_PROXY, portalFiles: builtFiles.portal }))
    robot = await chromium.launch(await browserOptions())
  })
  afterAll(async () => {
    await robot.close()
    await stop()
  })

  /** As a desk makes it, so that the page believes it. */
  async function invite(n: number): Promise<Link> {
    const { clinicId } = desk
    const { identity, recipient } = await makeIdentity()
    const id = InvitationId.parse(randomUUID())
    const token = redeemToken(identity)
    const greeting = await sealJson({ format: 1, givenName: 'Ana' }, [recipient])
    const { codeSalt } = profileOf(desk.recipient)
    await desk.push({
      ...{ kind: 'invitation.put', invitationKind: n % 2 === 0 ? 'form' : 'access', recipient, greeting, id },
      ...{ patientId: PatientId.parse(randomUUID()), tokenHash: hashToken(token), codeTokenHash: null },
      ...{ expiresAt: plusMilliseconds(running.clock.now(), 5 * DAY), daysFromOpening: n % 2 === 0 ? 90 : null },
      introduction: introductionMac(identity, {
        ...{ clinicId, invitationId: id, recipient: desk.recipient, codeSalt, greeting },
      }),
      ...{ codeIntroduction: null, renewal: null },
    })
    const page = `${running.url}/c/${clinicId}/open`
    const address = `198.51.100.${n + 1}`
    return { url: running.url, page, fragment: toFragment(identity), clinicId, identity, token, address }
  }

  test(`R4.3 ten ways a mail scanner behaves spend none of ${LINKS} links, and the patient comes in afterwards`, async () => {
    const links = await Promise.all(Array.from({ length: LINKS }, (_, n) => invite(n)))
    const waiting = [...links]
    const scan = async () => {
      for (let link = waiting.shift(); link; link = waiting.shift()) {
        for (const way of Object.values(WAYS)) await way(link, robot)
      }
    }
    await times(AT_ONCE, scan)

    const kinds = new Set((await desk.events()).map((event) => event.kind))
    expect([...kinds].toSorted()).toEqual(['invitation.fetched', 'invitation.opened'])
    for (const [n, link] of links.entries()) {
      const person = browser(running.url, new Map(), `203.0.113.${n + 1}`)
      expect(await person.invitation.look(link)).toMatchObject({ state: 'open' })
      const came = person.invitation.register(await registration(desk.clinicId, link, `patient${n}@example.test`))
      expect(await came).toMatchObject({ outcome: 'added' })
    }
  })
})
