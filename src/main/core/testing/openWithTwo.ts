import type { EventBody } from '../../../shared/contract/events.ts'
import { SubmissionId, type AssignmentId, type LinkId, type LoginId } from '../../../shared/domain/ids.ts'
import { BYTES_KEPT } from '../../../shared/domain/setAsideRoom.ts'
import { openWithEndpoint } from './openWithEndpoint.ts'
import { BEN, sendForm } from './openWithBen.ts'
import { addIntake, FORGED, somebody, writtenBy } from './patientActs.ts'

type Submitted = Extract<EventBody, { kind: 'form.submitted' }>

/** The greatest that is kept, and opens to nothing. */
export const GREATEST = Buffer.alloc(2_200_000, 5).toString('base64')
const ANA = 'ana@example.test'

/** Ben and Ana were each sent the intake form and came in through it. */
export async function openWithTwo() {
  const story = await openWithEndpoint()
  const { clinic, endpoint } = story
  endpoint.script.pageEvents = 2
  const form = await addIntake(clinic)
  const comeIn = async (name: string, email: string) => {
    const patient = await clinic.addPatient(name, { email, birthOn: null })
    return { patient, ...(await sendForm(clinic, patient.id, form, await somebody(clinic, email))) }
  }
  const [ben, ana] = [await comeIn('Ben Okoro', BEN), await comeIn('Ana Ruiz', ANA)]
  let seq = 100
  const tell = (body: EventBody) => endpoint.tell(body, (seq += 1))
  return {
    ...story,
    ben,
    ana,
    tell,
    listed: async () => (await clinic.client.toSettle.list()).filter(({ kind }) => kind === 'notKept'),
    submissionsOf: async ({ patient }: { readonly patient: { readonly id: typeof ben.patient.id } }) =>
      (await clinic.client.forms.ofPatient({ patientId: patient.id })).submissions,
    /** A form of which nothing can be read, by whoever holds the link or by nobody known. */
    unreadable: async (
      { linkId, assignmentId }: { readonly linkId: LinkId; readonly assignmentId: AssignmentId },
      { isForged = false } = {},
    ): Promise<Submitted> => {
      const submissionId = SubmissionId.parse(clinic.ids())
      const claim = { linkId, kind: 'form.submitted', id: submissionId } as const
      const mac = isForged ? FORGED : await writtenBy(clinic, claim, GREATEST)
      return { kind: 'form.submitted', linkId, assignmentId, submissionId, sealed: GREATEST, mac }
    },
  }
}

export type TwoStory = Awaited<ReturnType<typeof openWithTwo>>

/** As if others had come before, with so many bytes of room left. */
export async function takeRoom({ clinic }: TwoStory, loginId: LoginId | null, left: number): Promise<void> {
  const room = BYTES_KEPT[loginId === null ? 'nobody' : 'login']
  const any = await clinic.context.db.selectFrom('inbox_item').selectAll().executeTakeFirstOrThrow()
  await clinic.context.db
    .insertInto('inbox_item')
    .values({ ...any, id: clinic.ids(), event_seq: 99, kept_for: loginId, kept_bytes: room - left })
    .execute()
}
