import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { LinkId } from '../../shared/domain/ids.ts'
import { initialAnswers } from '../../shared/domain/questionnaires/initialAnswers.ts'
import type { Questionnaire } from '../../shared/domain/questionnaires/types.ts'
import type { PartRef } from '../../shared/domain/recordIndex.ts'
import { goTo, pathOf } from '../navigation.ts'
import type { OpenPart } from '../partOpener.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { leaveSteps } from '../steps.ts'
import { sentAt } from '../tab.ts'
import { troubleOf, troubleText, type Trouble } from '../trouble.ts'
import { Button, Notice } from '../views/controls.tsx'
import type { HomeModel, ShownForm } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { formats, words } from '../words/words.ts'
import { FillForm } from './FillForm.tsx'
import { Page } from './Page.tsx'
import { TakenBack } from './TakenBack.tsx'
import { useFindDraft, type AskClinic, type FoundDraft } from './useDraft.ts'

type FormPageProps = {
  readonly form: ShownForm
  /** Its questions. */
  readonly part: PartRef
  readonly openPart: OpenPart
  readonly linkId: LinkId
  readonly model: HomeModel
  readonly session: OpenSession
  readonly askClinic: AskClinic
}

type State =
  | { readonly kind: 'finding' | 'gone' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'filling'; readonly found: FoundDraft; readonly questionnaire: Questionnaire }
  | { readonly kind: 'sent'; readonly at: string | null; readonly isJustNow: boolean }

/** R7.4: a form from its first question, or from where it was left on any device, to the thank-you. */
export function FormPage({ form, part, openPart, linkId, model, session, askClinic }: FormPageProps): ReactNode {
  const { clinicId, profile } = usePortal()
  const home = pathOf(clinicId, linkId, { page: 'home' })
  const { assignmentId } = form
  const where = { linkId, assignmentId, session }
  const findDraft = useFindDraft(where)
  const [kept, setState] = useState<State>(() => stateAtFirst(form, model))
  const askOrLetGo = useCallback(async () => {
    const isAsked = await askClinic()
    if (!isAsked) setState({ kind: 'gone' })
    return isAsked
  }, [askClinic])
  // What is not to be filled any more may have been answered on another device meanwhile.
  const state: State = kept.kind === 'gone' && form.state !== 'pending' ? SENT_ELSEWHERE : kept

  const isFinding = state.kind === 'finding'
  useEffect(() => {
    if (!isFinding) return
    Promise.all([openPart(linkId, part, 'form'), findDraft()]).then(
      ([{ questionnaire }, found]) =>
        setState({
          kind: 'filling',
          questionnaire,
          found: found ?? { draft: newDraft(questionnaire), savedAt: null, isOlder: false },
        }),
      (error: unknown) => setState({ kind: 'trouble', trouble: troubleOf(error) }),
    )
  }, [isFinding, findDraft, openPart, linkId, part])

  if (state.kind === 'filling') {
    return (
      <FillForm
        form={form}
        questionnaire={state.questionnaire}
        where={where}
        whose={model.name}
        found={state.found}
        onLeave={() => goTo(home)}
        askClinic={askOrLetGo}
        onSent={(at) => {
          setState({ kind: 'sent', at, isJustNow: true })
          leaveSteps()
        }}
      />
    )
  }
  const now = new Date().toISOString()
  const next = model.forms.find((other) => other.assignmentId !== assignmentId && sentAt(other.assignmentId) === null)
  return (
    <Page title={words.home.sent} foot={words.foot.answers} person={model.fullName} whose={model.name} linkId={linkId}>
      {state.kind === 'finding' && (
        <p className="pt-lead" role="status">
          {words.loading}
        </p>
      )}
      {state.kind === 'trouble' && (
        <>
          <PageHeading>{form.title}</PageHeading>
          <Notice tone="bad">{troubleText(state.trouble)}</Notice>
          <Button onClick={() => setState({ kind: 'finding' })}>{words.tryAgain}</Button>
        </>
      )}
      {state.kind === 'gone' && <TakenBack home={home} />}
      {state.kind === 'sent' && (
        <>
          <PageHeading>{state.isJustNow ? words.thanks.heading : words.form.alreadySent}</PageHeading>
          <p className="pt-lead">
            {state.isJustNow
              ? words.thanks.text(form.title, profile.name)
              : words.form.alreadySentText(state.at && formats.weekdayDayClock(state.at, profile.timeZone, now))}
          </p>
          {state.isJustNow && state.at && (
            <p className="pt-quiet">
              {words.thanks.receivedAt(formats.weekdayDayClock(state.at, profile.timeZone, now))}
            </p>
          )}
          <div className="pt-actions">
            {next && (
              <Button onClick={() => goTo(pathOf(clinicId, linkId, { page: 'form', id: next.assignmentId }))}>
                {words.thanks.next}
              </Button>
            )}
            <Button kind={next ? 'quiet' : 'main'} onClick={() => goTo(home)}>
              {words.thanks.home}
            </Button>
          </div>
        </>
      )}
    </Page>
  )
}

function stateAtFirst({ assignmentId, state }: ShownForm, { sentForms }: HomeModel): State {
  if (state !== 'pending') return { ...SENT_ELSEWHERE, at: sentAt(assignmentId) }
  const sent = sentForms.find(({ form }) => form.assignmentId === assignmentId)
  return sent ? { ...SENT_ELSEWHERE, at: sent.at } : { kind: 'finding' }
}

const SENT_ELSEWHERE = { kind: 'sent', at: null, isJustNow: false } as const

function newDraft(questionnaire: Questionnaire): FoundDraft['draft'] {
  return { format: 1, submissionId: v7(), at: null, answers: initialAnswers(questionnaire) }
}
