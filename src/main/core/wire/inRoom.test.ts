import { expect, test } from 'vitest'
import { AssignmentId, EventId, LinkId, SubmissionId } from '../../../shared/domain/ids.ts'
import { EnvelopeError } from '../../../shared/envelope/envelopeError.ts'
import { openPairedClinic } from '../testing/deskActs.ts'
import { formSubmitted } from './in/formSubmitted.ts'
import { prepareIn } from './inRoom.ts'

test('R7.5 only an envelope that does not open is unreadable: a bug is none, and fails the round', async () => {
  await using clinic = await openPairedClinic()
  const { ids, context } = clinic
  const body = {
    kind: 'form.submitted' as const,
    linkId: LinkId.parse(ids()),
    assignmentId: AssignmentId.parse(ids()),
    submissionId: SubmissionId.parse(ids()),
    sealed: 'c2VhbGVk',
    mac: 'none',
  }
  const event = { seq: 1, id: EventId.parse(ids()), at: context.clock.now(), body }
  const prepare = (cause: Error) => prepareIn(formSubmitted, event, () => Promise.reject(cause), context.log)

  await prepare(new EnvelopeError('The envelope does not open with these keys'))
  await expect(prepare(new TypeError('A bug'))).rejects.toThrow('A bug')

  expect(clinic.logLines.filter(({ event }) => event.startsWith('wire.'))).toEqual([
    { level: 'warn', event: 'wire.eventUnreadable', facts: { seq: 1, eventId: event.id } },
  ])
})
