import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { Answer, Questionnaire } from '../../shared/domain/questionnaires/types.ts'
import { validateAnswers } from '../../shared/domain/questionnaires/validate.ts'
import { answerText } from '../../shared/domain/questionnaires/answerText.ts'
import type { AssignmentId, LinkId } from '../../shared/domain/ids.ts'
import { troubleInForm } from '../trouble.ts'
import type { ShownForm } from '../views/homeModel.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { beginAt, goToStep, useStep } from '../steps.ts'
import { formSteps } from '../views/formSteps.ts'
import { CallLink, Notice } from '../views/controls.tsx'
import { QuestionView } from '../views/QuestionView.tsx'
import { ReviewView, type ReviewLine } from '../views/ReviewView.tsx'
import { answerWords, formats, words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { useBusy } from './useBusy.ts'
import { useDraft, type AskClinic, type FoundDraft, type SaveState } from './useDraft.ts'
import { useSubmit } from './useSubmit.ts'

type FillFormProps = {
  readonly form: ShownForm
  readonly questionnaire: Questionnaire
  readonly where: { readonly linkId: LinkId; readonly assignmentId: AssignmentId; readonly session: OpenSession }
  /** The name of whoever the form is about. */
  readonly whose: string
  readonly found: FoundDraft
  readonly onLeave: () => void
  readonly onSent: (at: string) => void
  readonly askClinic: AskClinic
}

const REVIEW = 'review'

/** The questions one by one, then all answers to check, then the sending. */
export function FillForm({
  form,
  questionnaire,
  where,
  whose,
  found,
  onLeave,
  onSent,
  askClinic,
}: FillFormProps): ReactNode {
  const { profile } = usePortal()
  const { keeper, state: saved, isRefused } = useDraft({ ...where, askClinic })
  const [draft, setDraft] = useState(found.draft)
  /** The question of which it is said what is wrong. */
  const [blamed, setBlamed] = useState<string | null>(null)
  const { name, depth, isDetour } = useStep()
  const { isBusy, run } = useBusy()
  const { submit, trouble } = useSubmit({ questionnaire, where, keeper, onSent, askClinic })

  const steps = formSteps(questionnaire, draft.answers)
  const places = [...steps.map(({ item }) => item.linkId), REVIEW]
  const placeOf = (at: string | null) => Math.max(0, places.indexOf(at ?? ''))
  const index = placeOf(name ?? draft.at)
  const step = steps[index]
  const problems = new Map(validateAnswers(questionnaire, draft.answers).map((each) => [each.linkId, each.problem]))

  const here = { ...draft, at: places[index] ?? REVIEW }
  const keptAt = useRef(found.draft.at)
  // Before the page is shown: Back may be pressed at once.
  useLayoutEffect(() => {
    if (name === null) beginAt(places.slice(0, index + 1))
  })
  // With the page that it is the place of: "Saved" never stands there of the place before.
  useLayoutEffect(() => {
    if (name === null) return
    if (placeOf(keptAt.current) === index) return
    // By whichever button, the browser's too: another device goes on here.
    keptAt.current = here.at
    keeper.put(here)
    keeper.flush()
  })

  function goOn(): void {
    setBlamed(null)
    goToStep((isDetour ? null : places[index + 1]) ?? REVIEW)
  }

  function goBackTo(linkId: string): void {
    setBlamed(linkId)
    goToStep(linkId, true)
  }

  const notices = (
    <>
      {found.isOlder && <Notice tone="bad">{words.form.older}</Notice>}
      {isRefused && (
        <Notice tone="warn">
          <p>{words.form.refused}</p>
          <CallLink phone={profile.phone} kind="link" />
        </Notice>
      )}
    </>
  )
  const status = <SavedAt state={saved} found={found} timeZone={profile.timeZone} />
  if (!step) {
    const lines: ReviewLine[] = steps.map(({ item, partTitle }) => ({
      linkId: item.linkId,
      section: partTitle,
      question: item.text ?? item.linkId,
      answer: answerText(item, draft.answers, answerWords()),
      problem: problems.get(item.linkId) ?? null,
    }))
    return (
      <Page title={words.review.heading} foot={words.foot.answers} status={status} whose={whose}>
        {notices}
        <ReviewView
          title={form.title}
          clinicName={profile.name}
          lines={lines}
          isSending={isBusy}
          trouble={trouble && troubleWords(trouble)}
          onChange={goBackTo}
          onSend={() => {
            const [first] = lines.filter((line) => line.problem !== null)
            if (first) goBackTo(first.linkId)
            else run(() => submit(here))
          }}
        />
      </Page>
    )
  }

  const { linkId } = step.item
  const problem = problems.get(linkId) ?? null
  return (
    <Page
      title={words.form.progress(step.question, step.questions)}
      foot={words.foot.answers}
      status={status}
      whose={whose}
    >
      {notices}
      <QuestionView
        key={linkId}
        step={step}
        answers={draft.answers[linkId] ?? []}
        problem={blamed === linkId ? problem : null}
        isLast={isDetour || index === steps.length - 1}
        onAnswers={(answers: Answer[]) => {
          if (blamed !== null) setBlamed(null)
          const changed = { ...here, answers: { ...draft.answers, [linkId]: answers } }
          setDraft(changed)
          keeper.put(changed)
        }}
        onNext={() => (problem ? setBlamed(linkId) : goOn())}
        onLater={goOn}
        onBack={() => (depth > 0 ? history.back() : onLeave())}
      />
    </Page>
  )
}

function troubleWords(trouble: NonNullable<ReturnType<typeof useSubmit>['trouble']>): string {
  if (trouble === 'tooLarge') return words.form.tooLarge
  return trouble === 'refused' ? words.form.notSent : troubleInForm(trouble)
}

type SavedAtProps = { readonly state: SaveState; readonly found: FoundDraft; readonly timeZone: string }

/** "Saved 14:03": said aloud politely, in the clinic's time like every other time. */
function SavedAt({ state, found, timeZone }: SavedAtProps): ReactNode {
  return (
    <span className={`pt-saved pt-saved-${state.kind}`} role="status">
      {savedText(state, found, timeZone)}
    </span>
  )
}

function savedText(state: SaveState, found: FoundDraft, timeZone: string): string {
  switch (state.kind) {
    case 'none':
      return found.savedAt === null ? '' : words.form.saved(savedWhen(found.savedAt, timeZone))
    case 'saving':
      return words.form.saving
    case 'notSaved':
      return words.form.notSaved
    case 'saved':
      return words.form.saved(formats.clock(state.at, timeZone))
  }
}

/** The clock for today, else the day too. */
function savedWhen(at: string, timeZone: string): string {
  const now = new Date().toISOString()
  const isToday = formats.weekdayDay(at, timeZone, now) === formats.weekdayDay(now, timeZone, now)
  return isToday ? formats.clock(at, timeZone) : formats.weekdayDayClock(at, timeZone, now)
}
