import { useId, type FormEvent, type ReactNode } from 'react'
import type { ProblemKind } from '../../shared/domain/questionnaires/validate.ts'
import type { Answer } from '../../shared/domain/questionnaires/types.ts'
import { words } from '../words/words.ts'
import { AnswerControl } from './AnswerControl.tsx'
import { Button, Problem } from './controls.tsx'
import type { FormStep } from './formSteps.ts'
import { PageHeading } from './PageHeading.tsx'

export type QuestionViewProps = {
  readonly step: FormStep
  readonly answers: readonly Answer[]
  readonly problem: ProblemKind | null
  readonly isLast: boolean
  readonly onAnswers: (answers: Answer[]) => void
  readonly onNext: () => void
  /** Past a question whose answer is missing; it is then listed at the end. */
  readonly onLater: () => void
  readonly onBack: () => void
}

/** R7.4: one question, one decision, one button. */
export function QuestionView(props: QuestionViewProps): ReactNode {
  const { step, answers, problem, isLast, onAnswers, onNext, onLater, onBack } = props
  const id = useId()
  const { item } = step
  const hints = [item.required === true ? null : words.form.optional, isSeveral(step) ? words.form.several : null]
  const hint = hints.filter((text) => text !== null).join(' · ')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onNext()
  }
  return (
    <form className="pt-question" noValidate onSubmit={submit}>
      <div
        className="pt-progress"
        role="progressbar"
        aria-label={words.form.progress(step.question, step.questions)}
        aria-valuemin={0}
        aria-valuemax={step.questions}
        aria-valuenow={step.question}
      >
        <Bar done={step.question} all={step.questions} />
      </div>
      <p className="pt-kicker">{words.form.part(step.part, step.parts, step.question, step.questions)}</p>
      {step.partTitle && (
        <p className="pt-part" dir="auto">
          {step.partTitle}
        </p>
      )}
      {step.before.map((text) => (
        <p className="pt-prose" key={text} dir="auto">
          {text}
        </p>
      ))}
      <PageHeading id={`${id}-question`}>{item.text ?? item.linkId}</PageHeading>
      <p className="pt-hint pt-question-hint" id={`${id}-hint`}>
        {hint}
      </p>
      {step.after.map((text) => (
        <p className="pt-quiet pt-prose" key={text} dir="auto">
          {text}
        </p>
      ))}
      <AnswerControl
        item={item}
        answers={answers}
        onAnswers={onAnswers}
        labelledBy={`${id}-question`}
        describedBy={problem ? `${id}-hint ${id}-problem` : `${id}-hint`}
        isInvalid={problem !== null}
      />
      <Problem id={`${id}-problem`} text={problem && words.problems[problem]} />
      {problem && (
        <Button kind="link" onClick={onLater}>
          {words.form.later}
        </Button>
      )}
      <div className="pt-step-buttons">
        <Button kind="quiet" onClick={onBack}>
          {words.form.back}
        </Button>
        <Button type="submit">{isLast ? words.form.toReview : words.form.next}</Button>
      </div>
    </form>
  )
}

function isSeveral({ item }: FormStep): boolean {
  return item.repeats === true && (item.type === 'choice' || item.type === 'open-choice')
}

/** An SVG, because the Content-Security-Policy forbids a width in a style attribute. */
function Bar({ done, all }: { done: number; all: number }): ReactNode {
  return (
    <svg width="100%" height="6" aria-hidden="true" focusable="false">
      <rect className="pt-progress-all" width="100%" height="6" rx="3" />
      <rect className="pt-progress-done" width={`${(100 * done) / all}%`} height="6" rx="3" />
    </svg>
  )
}
