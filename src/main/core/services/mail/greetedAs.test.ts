import { beforeEach, expect, test } from 'vitest'
import { InboxItemId, type PatientId } from '../../../../shared/domain/ids.ts'
import { CalendarDay } from '../../../../shared/domain/time.ts'
import { HALF_PAST, openPairedClinic, sendForms, setStatus } from '../../testing/deskActs.ts'
import { bookedOnline, makeBooker, openSale, type Booker } from '../../testing/onlineActs.ts'
import type { TestClinic } from '../../testing/openClinic.ts'
import { addIntake, mailsIn, receive } from '../../testing/patientActs.ts'

const SPAM = 'you have won, see https://evil.example'

let clinic: TestClinic
let booker: Booker
let booked: Awaited<ReturnType<typeof bookedOnline>>
beforeEach(async () => {
  clinic = await openPairedClinic()
  await openSale(clinic)
  booker = await makeBooker(clinic, 'victim@example.test')
  const person = { givenName: SPAM, familyName: SPAM, birthOn: CalendarDay.parse('1974-05-02'), phone: '604 555 0171' }
  booked = await bookedOnline(clinic, booker, { letter: { person, reason: SPAM } })
  await receive(clinic, booked)
  return () => clinic.close()
})

const move = () =>
  clinic.client.calendar.move({
    ...{ id: booked.appointmentId, seenVersion: 1, practitionerId: clinic.people.lee.id, startsAt: HALF_PAST },
    ...{ tell: true, despite: [], overbookReason: null },
  })
const written = async () => (await mailsIn(clinic)).map(({ kind, content }) => ({ kind, all: JSON.stringify(content) }))

test('R6.3 no word that a page sent stands in an e-mail, whatever staff do with the visit or the access', async () => {
  await move()
  await sendForms(clinic, booker.patientId, [await addIntake(clinic)])
  await setStatus(clinic, booked.appointmentId, 'cancelled', { tell: true })
  await clinic.client.access.revokeLink({ linkId: booker.linkId, reason: 'A script' })

  const mails = await written()
  expect(mails.map(({ kind }) => kind)).toEqual(['confirmation', 'change', 'forms', 'cancellation', 'linkEnded'])
  for (const { all } of mails) expect(all).not.toMatch(/won|evil/)
})

test('R6.3, R6.5 whoever has a chart is greeted as staff let it stand', async () => {
  const [item] = await clinic.client.inbox.list({ includeDone: false })
  const { version } = await clinic.client.patients.get({ patientId: item?.patientId as PatientId })
  await clinic.client.onlineBooking.makeChart({ id: InboxItemId.parse(item?.id), seenVersion: version })
  await move()

  expect((await written()).at(-1)?.all).toContain(`Hello ${SPAM}`)
})
