import { MessageId, type PatientId, ThreadId, type LinkId } from '../../../shared/domain/ids.ts'
import { sealJson } from '../../../shared/envelope/seal.ts'
import { readClinic } from '../db/clinic.ts'
import { findLink } from '../db/links.ts'
import type { TestClinic } from './openClinic.ts'
import { FORGED, receive, writtenBy } from './patientActs.ts'

export type Writing = {
  readonly subject?: string
  readonly text?: string
  readonly threadId?: ThreadId
  readonly patientId?: PatientId
  readonly isForged?: boolean
  readonly times?: number
}

/** Whoever holds the link writes a message. @returns its ids */
export async function writeMessage(clinic: TestClinic, linkId: LinkId, writing: Writing = {}) {
  const link = await findLink(clinic.context.db, linkId)
  const messageId = MessageId.parse(clinic.ids())
  const threadId = writing.threadId ?? ThreadId.parse(clinic.ids())
  const letter = {
    ...{ format: 1, messageId, threadId, patientId: writing.patientId ?? link?.patient_id },
    ...{ subject: writing.subject ?? 'The blood test', text: writing.text ?? 'Can it wait?' },
  }
  const sealed = await sealJson(letter, [(await readClinic(clinic.context.db)).recipient])
  const claim = { linkId, kind: 'message.sent', id: messageId } as const
  const mac = writing.isForged ? FORGED : await writtenBy(clinic, claim, sealed)
  for (let time = 0; time < (writing.times ?? 1); time += 1) {
    await receive(clinic, { kind: claim.kind, linkId, messageId, sealed, mac })
  }
  return { messageId, threadId }
}

/** Staff answer, having read the thread. */
export async function answer(clinic: TestClinic, patientId: PatientId, threadId: ThreadId, text = 'It can.') {
  const { threads } = await clinic.client.messages.ofPatient({ patientId })
  const newest = threads.find(({ id }) => id === threadId)?.messages.findLast(({ from }) => from !== 'outOfHours')
  const id = MessageId.parse(clinic.ids())
  const sending = { id, patientId, threadId, subject: null, text, seenMessageId: newest?.id ?? null }
  return { id, ...(await clinic.client.messages.send(sending)) }
}

/** Staff begin a thread. */
export async function begin(clinic: TestClinic, patientId: PatientId, subject: string, text: string) {
  const [id, threadId] = [MessageId.parse(clinic.ids()), ThreadId.parse(clinic.ids())]
  await clinic.client.messages.send({ id, patientId, threadId, subject, text, seenMessageId: null })
  return { id, threadId }
}
