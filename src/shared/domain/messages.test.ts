import { expect, test } from 'vitest'
import { LinkId, MessageId, ThreadId } from './ids.ts'
import { countUnread, MessageText, MESSAGE_CHARACTERS, threadsOf, type ShownMessage } from './messages.ts'
import { Instant } from './time.ts'
import { visibleItems, type Chart, type Viewer } from './visibility.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const link = (n: number) => LinkId.parse(id(n))
const thread = (n: number) => ThreadId.parse(id(n))
const at = Instant.parse('2026-03-02T09:00:00.000Z')
const [mine, another] = [link(1), link(2)]

const said = (n: number, changes: Partial<Chart['messages'][number]>): Chart['messages'][number] => ({
  ...{ id: MessageId.parse(id(n)), threadId: thread(90), subject: 'Dose', from: 'patient', at },
  ...{ ofLinkId: mine, begunByLinkId: mine },
  ...changes,
})
const messages = [
  said(10, {}),
  said(11, { from: 'clinic', ofLinkId: null }),
  said(12, { from: 'outOfHours' }),
  said(20, { ofLinkId: another, begunByLinkId: another, subject: 'Not yours' }),
  said(21, { from: 'clinic', ofLinkId: null, begunByLinkId: another, subject: 'Not yours' }),
  said(22, { from: 'outOfHours', ofLinkId: another, begunByLinkId: another, subject: 'Not yours' }),
  said(30, { from: 'clinic', ofLinkId: null, begunByLinkId: null, subject: 'Results' }),
]
const chart: Chart = {
  profile: { givenName: 'Ana', familyName: 'Ruiz', birthOn: null, phone: null, email: null },
  ...{ appointments: [], forms: [], submissions: [], plans: [], documents: [], uploads: [], messages },
}
function shownTo(changes: Partial<Viewer>) {
  const viewer: Viewer = {
    ...{ level: 'full', linkId: mine, formerLinkIds: [], invitationIds: [], verifiedEmails: new Set() },
    ...changes,
  }
  return visibleItems(viewer, chart).flatMap((item) =>
    item.kind === 'message' ? [[Number(item.message.id.slice(-2)), item.because, item.message.subject]] : [],
  )
}

test('R3.2 a limited login sees the messages that it wrote, and neither an answer nor another login’s', () => {
  expect(shownTo({ level: 'limited' })).toEqual([[10, 'sentByThisLogin', 'Dose']])
  expect(shownTo({ level: 'limited', linkId: null })).toEqual([])
})

test('R3.2 a full login sees every answer of the clinic, and nothing of another login’s words, its subject neither', () => {
  expect(shownTo({})).toEqual([
    [10, 'sentByThisLogin', 'Dose'],
    [11, 'fullAccess', 'Dose'],
    [12, 'fullAccess', 'Dose'],
    [21, 'fullAccess', null],
    [30, 'fullAccess', 'Results'],
  ])
})

test('R4.6 an open Access Link shows what the clinic wrote, and nobody’s messages', () => {
  expect(shownTo({ linkId: null })).toEqual([
    [11, 'fullAccess', null],
    [21, 'fullAccess', null],
    [30, 'fullAccess', 'Results'],
  ])
})

test('R3.2 what a login wrote whose password was renewed is its person’s still', () => {
  expect(shownTo({ level: 'limited', linkId: link(3), formerLinkIds: [mine] })).toEqual([
    [10, 'sentByThisLogin', 'Dose'],
  ])
})

const shown = (n: number, threadId: ThreadId, when: string, from: ShownMessage['from'] = 'patient'): ShownMessage => ({
  ...{ messageId: MessageId.parse(id(n)), threadId, subject: from === 'clinic' ? null : 'Dose', from },
  ...{ by: null, text: 'Two?', at: when },
})

test('R8.5 threads stand by what was written last, and count what one has not read of the clinic’s', () => {
  const threads = threadsOf([
    shown(3, thread(2), '2026-03-03', 'clinic'),
    shown(1, thread(1), '2026-03-01'),
    shown(2, thread(2), '2026-03-02'),
    shown(4, thread(2), '2026-03-04', 'outOfHours'),
  ])

  expect(threads.map((each) => [each.id, each.subject, each.messages.length])).toEqual([
    [thread(2), 'Dose', 3],
    [thread(1), 'Dose', 1],
  ])
  expect(threads.map((each) => countUnread(each, null))).toEqual([1, 0])
  expect(threads.map((each) => countUnread(each, '2026-03-03'))).toEqual([0, 0])
})

test('section 12 a message holds 10,000 characters, and not one more', () => {
  expect(MessageText.safeParse('x'.repeat(MESSAGE_CHARACTERS)).success).toBe(true)
  expect(MessageText.safeParse('x'.repeat(MESSAGE_CHARACTERS + 1)).success).toBe(false)
  expect(MessageText.safeParse(' \n ').success).toBe(false)
})
