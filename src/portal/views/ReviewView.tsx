import type { ReactNode } from 'react'
import type { ProblemKind } from '../../shared/domain/questionnaires/validate.ts'
import { words } from '../words/words.ts'
import { Button, Notice } from './controls.tsx'
import { PageHeading } from './PageHeading.tsx'

export type ReviewLine = {
  readonly linkId: string
  readonly section: string | null
  readonly question: string
  readonly answer: string | null
  readonly problem: ProblemKind | null
}

export type ReviewViewProps = {
  readonly title: string
  readonly clinicName: string
  readonly lines: readonly ReviewLine[]
  readonly isSending: boolean
  readonly trouble: string | null
  readonly onChange: (linkId: string) => void
  readonly onSend: () => void
}

/** Every answer before it is sent, and in a list what still stands in the way (R7.4). */
export function ReviewView(props: ReviewViewProps): ReactNode {
  const { title, clinicName, lines, isSending, trouble, onChange, onSend } = props
  const broken = lines.filter((line) => line.problem !== null)
  return (
    <>
      <PageHeading kicker={title}>{words.review.heading}</PageHeading>
      <p className="pt-lead">{words.review.lead(clinicName)}</p>
      {broken.length > 0 && (
        <Notice tone="warn">
          <p>{words.review.problems(broken.length)}</p>
          <ul className="pt-problem-list">
            {broken.map((line) => (
              <li key={line.linkId}>
                <Button kind="link" onClick={() => onChange(line.linkId)}>
                  {line.question}
                </Button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {sections(lines).map(({ section, lines: inSection }) => (
        <section key={inSection[0]?.linkId}>
          {section && <h2 dir="auto">{section}</h2>}
          <dl className="pt-answers">
            {inSection.map((line) => (
              <div key={line.linkId}>
                <dt dir="auto">{line.question}</dt>
                <dd className={line.answer === null ? 'pt-unanswered' : undefined} dir="auto">
                  {line.answer ?? words.review.noAnswer}
                  {line.problem && <span className="pt-problem">{words.problems[line.problem]}</span>}
                </dd>
                <dd>
                  <Button
                    kind="link"
                    label={words.review.changeQuestion(line.question)}
                    onClick={() => onChange(line.linkId)}
                  >
                    {words.review.change}
                  </Button>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
      <div className="pt-actions">
        <Button isBusy={isSending} busyText={words.review.sending} onClick={onSend}>
          {words.review.send}
        </Button>
      </div>
    </>
  )
}

function sections(lines: readonly ReviewLine[]): { section: string | null; lines: ReviewLine[] }[] {
  const found: { section: string | null; lines: ReviewLine[] }[] = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last && last.section === line.section) last.lines.push(line)
    else found.push({ section: line.section, lines: [line] })
  }
  return found
}
