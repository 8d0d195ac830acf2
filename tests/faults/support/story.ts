import fc from 'fast-check'
import { InvitationId, LinkId, PatientId, PlanId, QuestionnaireVersionId } from '../../../src/shared/domain/ids.ts'
import { PatientDetails } from '../../../src/shared/domain/people.ts'
import type { Patient } from './patient.ts'
import { FORM_ID, type WholeClinic } from './wholeClinic.ts'

/** What happens at a clinic, one after another; `who` is one of the patients. What does not apply does nothing. */
const deeds = [
  'changeName',
  'publishPlan',
  'requestCode',
  'sendLink',
  'sendForm',
  'revokeInvitation',
  'revokeLink',
  'lowerLink',
  'openLink',
  'redeem',
  'redeemAtOthers',
  'submit',
  'askForAccess',
  'synchronise',
] as const
type Deed = (typeof deeds)[number]
export type Step = { readonly deed: Deed; readonly who: number }

export const PEOPLE = 3

export const steps = fc.array(
  fc.record({
    deed: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<Deed[]>('requestCode', 'sendLink', 'sendForm', 'redeem', 'synchronise') },
      { weight: 2, arbitrary: fc.constantFrom(...deeds) },
    ),
    who: fc.nat(PEOPLE - 1),
  }),
  { minLength: 8, maxLength: 24 },
)

/** Plays a story at one clinic. Every id that both runs of a story must share is made from the step's number. */
export function createStory(whole: WholeClinic, settle: () => Promise<void>) {
  const { clinic } = whole
  const { client } = clinic
  const logins: Patient[] = []
  const emailOf = (who: number) => `person${who}@example.test`
  const patientId = (who: number) => PatientId.parse(idOf(1, who))
  const loginOf = (who: number): Patient => {
    const login = logins[who]
    if (!login) throw new Error('The story has not begun')
    return login
  }
  const unless = (reason: unknown): void => {
    // The desk or the endpoint said no, in a way that both runs hear alike.
    if (!(reason instanceof Error) || !('code' in reason)) throw reason
  }

  async function openInvitation(who: number) {
    return clinic.context.db
      .selectFrom('invitation')
      .select(['id', 'secret'])
      .where('patient_id', '=', patientId(who))
      .where('state', 'in', ['prepared', 'sending', 'sent', 'opened'])
      .orderBy('id')
      .executeTakeFirst()
  }

  async function firstLink(who: number) {
    const { holders } = await client.access.get({ patientId: patientId(who) })
    return holders.sort((one, other) => one.email.localeCompare(other.email))[0]
  }

  async function redeem(owner: number, who: number): Promise<void> {
    const invitation = await openInvitation(owner)
    if (invitation) await loginOf(who).redeem(invitation.secret)
  }

  async function submit(who: number, number: number): Promise<void> {
    for (const link of await loginOf(who).links()) {
      const form = (await loginOf(who).see(link))?.items.find((item) => item.kind === 'form')
      if (form?.kind !== 'form') continue
      const answer = [{ linkId: 'reason', answer: [{ valueString: `Step ${number}` }] }]
      const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: answer }
      return loginOf(who).submit(link.id, form.form.assignmentId, idOf(5, number), response)
    }
  }

  async function play({ deed, who }: Step, number: number): Promise<void> {
    const id = idOf(2, number)
    switch (deed) {
      case 'changeName': {
        const person = await client.patients.get({ patientId: patientId(who) })
        const changes = { familyName: `Family ${number}` }
        return void (await client.patients.change({ id: person.id, seenVersion: person.version, changes }))
      }
      case 'publishPlan': {
        const planId = PlanId.parse(id)
        const draft = { title: `Plan ${number}`, text: 'Rest' }
        const plan = await client.plans.saveDraft({
          id: planId,
          patientId: patientId(who),
          seenVersion: null,
          ...draft,
        })
        return void (await client.plans.publish({ planId, seenVersion: plan.draftVersion }))
      }
      case 'requestCode':
        return void (await client.access.requestCode({
          id: InvitationId.parse(id),
          patientId: patientId(who),
          email: null,
        }))
      case 'sendLink': {
        const { current } = await client.access.get({ patientId: patientId(who) })
        if (current) await client.access.sendLink({ invitationId: current.id, email: emailOf(who) })
        return
      }
      case 'sendForm':
        return void (await client.forms.send({
          id: InvitationId.parse(id),
          patientId: patientId(who),
          formIds: [QuestionnaireVersionId.parse(FORM_ID)],
          emailForChart: null,
        }))
      case 'revokeInvitation': {
        const { current } = await client.access.get({ patientId: patientId(who) })
        if (current) await client.access.revokeInvitation({ invitationId: current.id, reason: 'Mixed up' })
        return
      }
      case 'revokeLink':
      case 'lowerLink': {
        const link = await firstLink(who)
        const change = deed === 'revokeLink' ? client.access.revokeLink : client.access.lowerLink
        if (link) await change({ linkId: link.linkId, reason: 'Asked for' })
        return
      }
      case 'openLink': {
        const invitation = await openInvitation(who)
        return void (invitation && (await loginOf(who).opened(invitation.secret)))
      }
      case 'redeem':
        return redeem(who, who)
      case 'redeemAtOthers':
        return redeem(who, (who + 1) % PEOPLE)
      case 'submit':
        return submit(who, number)
      case 'askForAccess': {
        const [link] = await loginOf(who).links()
        return void (
          link && (await loginOf(who).askForFullAccess(LinkId.parse(link.id), idOf(6, number), `Step ${number}`))
        )
      }
      case 'synchronise':
        return settle()
    }
  }

  return {
    logins: logins as readonly Patient[],
    async begin(): Promise<void> {
      for (let who = 0; who < PEOPLE; who += 1) {
        logins.push(await whole.patient(emailOf(who)))
        const person = {
          givenName: `Person${who}`,
          familyName: 'Ruiz',
          birthOn: null,
          phone: null,
          email: emailOf(who),
        }
        await client.patients.add({ id: patientId(who), ...PatientDetails.parse(person) })
      }
    },
    async play(step: Step, number: number): Promise<void> {
      await play(step, number).catch(unless)
      clinic.clock.advance(1_000)
    },
  }
}

function idOf(kind: number, number: number): string {
  return `02900000-0000-7000-8${kind.toString().padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`
}
