import { QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { estimatedMinutes } from '../../../shared/domain/questionnaires/engine.ts'
import { intake } from '../../../shared/domain/questionnaires/library/intake.ts'
import type { Questionnaire } from '../../../shared/domain/questionnaires/types.ts'
import type { CoreContext, Tx } from '../context.ts'
import { insertVersion } from '../db/forms.ts'

/** R7.3: what every new clinic finds in its library. */
const READY_FORMS: readonly Questionnaire[] = [intake]

/** Publishes the ready forms, in the transaction that makes the clinic. */
export async function addReadyForms(tx: Tx, context: Pick<CoreContext, 'clock' | 'ids'>): Promise<void> {
  for (const form of READY_FORMS) {
    await insertVersion(tx, {
      id: QuestionnaireVersionId.parse(context.ids()),
      questionnaire_id: context.ids(),
      version: form.version ?? '1.0.0',
      title: form.title,
      minutes: estimatedMinutes(form),
      resource_json: JSON.stringify(form),
      published_at: context.clock.now(),
    })
  }
}
