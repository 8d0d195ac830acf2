import { newId } from '../../src/main/core/system.ts'
import { InvitationId, PlanId } from '../../src/shared/domain/ids.ts'
import type { Answers } from '../../src/shared/domain/questionnaires/answers.ts'
import { toInstant } from '../../src/shared/domain/time.ts'
import { demoPassword } from './clinic.ts'
import { answersOf, plans, type WrittenPlan } from './papers.ts'
import { openPatientBrowser, type PatientBrowser } from './patientBrowser.ts'
import type { Act, Stage } from './stage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The same people's browsers from one act to the next. */
type Browsers = (stage: Stage, email: string) => PatientBrowser

/** Everything but the visits: who can see what, what was sent, what came back and what did not, around `now`. */
export function storyActs(now: number): Act[] {
  const kept = new Map<string, PatientBrowser>()
  const browsers: Browsers = (stage, email) => {
    const browser = kept.get(email) ?? openPatientBrowser(stage.endpointUrl, stage.clinicId, email, demoPassword)
    kept.set(email, browser)
    return browser
  }
  const ago = (length: number, act: Act['act']): Act => ({ at: now - length, act })
  return [
    ...fullAccess(ago, browsers),
    ...limitedAccess(ago, browsers),
    ...unfinishedInvitations(ago, browsers),
    ...writtenPlans(ago),
  ]
}

type Ago = (length: number, act: Act['act']) => Act

/** Ana reads everything, and her son's as well, and answers the intake anew; Noor her own. */
function fullAccess(ago: Ago, browsers: Browsers): Act[] {
  const ana = 'ana.ruiz@example.com'
  const noor = 'noor.haddad@example.com'
  return [
    ago(90 * DAY, (stage) => sendAccessLink(stage, 'Ana Ruiz', ana)),
    ago(90 * DAY - 3 * HOUR, (stage) => redeemNewest(stage, browsers, 'Ana Ruiz', ana)),
    ago(88 * DAY, (stage) => sendIntake(stage, 'Ana Ruiz')),
    ago(87 * DAY, (stage) => answer(stage, browsers, 'Ana Ruiz', ana, answersOf.ana)),
    ago(87 * DAY - HOUR, settleAll),
    ago(60 * DAY, (stage) => sendAccessLink(stage, 'Sam Ruiz', ana)),
    ago(60 * DAY - HOUR, (stage) => redeemNewest(stage, browsers, 'Sam Ruiz', ana)),
    ago(20 * DAY, (stage) => sendAccessLink(stage, 'Noor Haddad', noor)),
    ago(19 * DAY, (stage) => redeemNewest(stage, browsers, 'Noor Haddad', noor)),
    ago(19 * DAY - HOUR, settleAll),
    ago(3 * DAY, (stage) => sendIntake(stage, 'Ana Ruiz')),
    ago(5 * HOUR, (stage) => answer(stage, browsers, 'Ana Ruiz', ana, answersOf.anaAgain)),
  ]
}

/** Ben has begun his form, Wei's has come back, Théo's breaks a rule of its form, and he asks for more. */
function limitedAccess(ago: Ago, browsers: Browsers): Act[] {
  const ben = 'ben.okafor@example.com'
  const wei = 'wei.chen@example.com'
  const theo = 'theo.marchandlefevre@example.com'
  return [
    ago(11 * DAY, (stage) => redeemNewest(stage, browsers, 'Ben Okafor', ben)),
    ago(11 * DAY - 10 * MINUTE, async (stage) => {
      const { patientId, assignmentId } = await newestForm(stage, 'Ben Okafor')
      await browsers(stage, ben).keepDraft(patientId, assignmentId, answersOf.benSoFar, 'conditions')
    }),
    ago(8 * DAY, (stage) => sendIntake(stage, 'Wei Chen')),
    ago(7 * DAY, (stage) => redeemNewest(stage, browsers, 'Wei Chen', wei)),
    ago(5 * DAY, (stage) => redeemNewest(stage, browsers, 'Théo Marchand-Lefèvre', theo)),
    ago(4 * HOUR, (stage) => answer(stage, browsers, 'Théo Marchand-Lefèvre', theo, answersOf.theoWithoutReason)),
    ago(50 * MINUTE, async (stage) => {
      await browsers(stage, theo).askForFullAccess(stage.patient('Théo Marchand-Lefèvre').id)
    }),
    ago(35 * MINUTE, (stage) => answer(stage, browsers, 'Wei Chen', wei, answersOf.wei)),
  ]
}

/** An invitation in every state that it can be left in (R4.1). */
function unfinishedInvitations(ago: Ago, browsers: Browsers): Act[] {
  return [
    ago(70 * DAY, (stage) => sendIntake(stage, 'Zoë van der Berg')),
    ago(9 * DAY, (stage) => sendAccessLink(stage, 'Emily Clarke')),
    ago(6 * DAY, (stage) => sendAccessLink(stage, 'Jean-Luc Bouchard')),
    ago(5 * DAY - HOUR, async (stage) => {
      const { id } = await newestInvitation(stage, 'Jean-Luc Bouchard')
      await stage.frontDesk.access.revokeInvitation({ invitationId: id, reason: 'Asked for paper copies instead.' })
    }),
    ago(2 * DAY, (stage) => sendAccessLink(stage, 'Nguyễn Thị Mai')),
    ago(DAY, async (stage) => {
      const { secret } = await newestInvitation(stage, 'Nguyễn Thị Mai')
      await browsers(stage, 'thimai.nguyen@example.com').touch(secret)
    }),
    ago(26 * HOUR, (stage) => sendIntake(stage, 'Priya Raman')),
    ago(3 * HOUR, (stage) => sendAccessLink(stage, 'Chloé Tremblay')),
    ago(12 * MINUTE, (stage) => requestCode(stage, 'Hana Suzuki')),
  ]
}

function writtenPlans(ago: Ago): Act[] {
  const publish = (length: number, plan: WrittenPlan): Act[] => {
    const id = PlanId.parse(newId())
    return plan.versions.map((text, index) =>
      ago(length * DAY - index * 30 * DAY, async ({ drLee, patient }) => {
        const patientId = patient(plan.who).id
        const known = (await drLee.plans.list({ patientId })).find((each) => each.id === id)
        const saved = known
          ? await drLee.plans.saveDraft({ id, patientId, seenVersion: known.draftVersion, text })
          : await drLee.plans.saveDraft({ id, patientId, seenVersion: null, title: plan.title, text })
        if (plan.isPublished) await drLee.plans.publish({ planId: id, seenVersion: saved.draftVersion })
      }),
    )
  }
  return plans.flatMap((plan) => publish(plan.daysAgo, plan))
}

async function requestCode(stage: Stage, who: string, email: string | null = null) {
  return stage.drLee.access.requestCode({ id: stage.newInvitationId(), patientId: stage.patient(who).id, email })
}

/** @param email where it goes; the address on file unless given */
async function sendAccessLink(stage: Stage, who: string, email = stage.patient(who).email): Promise<void> {
  if (email === null) throw new Error(`${who} has no e-mail`)
  const { id } = await requestCode(stage, who, email)
  await stage.drLee.access.sendLink({ invitationId: id, email })
}

async function sendIntake(stage: Stage, who: string): Promise<void> {
  const patientId = stage.patient(who).id
  const id = stage.newInvitationId()
  await stage.frontDesk.forms.send({ id, patientId, formIds: [stage.intakeId], emailForChart: null })
}

/** What the link in the e-mail of the newest invitation opens. */
async function newestInvitation({ core, patient }: Stage, who: string) {
  const row = await core.context.db
    .selectFrom('invitation')
    .select(['id', 'secret'])
    .where('patient_id', '=', patient(who).id)
    .orderBy('prepared_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { id: InvitationId.parse(row.id), secret: row.secret }
}

async function redeemNewest(stage: Stage, browsers: Browsers, who: string, email: string): Promise<void> {
  const { secret } = await newestInvitation(stage, who)
  await browsers(stage, email).redeem(secret)
  await stage.core.sync.now()
}

async function newestForm({ frontDesk, patient }: Stage, who: string) {
  const patientId = patient(who).id
  const { assignments } = await frontDesk.forms.ofPatient({ patientId })
  const [newest] = assignments
  if (!newest) throw new Error(`${who} was sent no form`)
  return { patientId, assignmentId: newest.id }
}

async function answer(stage: Stage, browsers: Browsers, who: string, email: string, answers: Answers): Promise<void> {
  const { patientId, assignmentId } = await newestForm(stage, who)
  const at = toInstant(Date.parse(stage.clock.now()))
  await browsers(stage, email).sendForm(patientId, assignmentId, answers, at)
  await stage.core.sync.now()
}

/** Whatever came was filed or noted. */
async function settleAll({ frontDesk }: Stage): Promise<void> {
  const items = await frontDesk.inbox.list({ includeDone: false })
  for (const { id } of items) await frontDesk.inbox.settle({ id })
}
