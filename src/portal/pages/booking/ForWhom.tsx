import { useEffect, useId, type ReactNode } from 'react'
import type { LinkId } from '../../../shared/domain/ids.ts'
import type { OpenSession } from '../../portal.ts'
import { troubleText } from '../../trouble.ts'
import { Notice, Problem } from '../../views/controls.tsx'
import { homeModel } from '../../views/homeModel.ts'
import { bookingWords } from '../../words/bookingWords.ts'
import { words } from '../../words/words.ts'
import { useRecords, type Holding } from '../useRecords.ts'

/** A link that the login holds, or somebody whom it does not hold yet (R5.2). */
export type Whom = LinkId | 'new'

type ForWhomProps = {
  readonly session: OpenSession
  /** Whose things were looked at before. */
  readonly linkId: string | null
  readonly whom: Whom | null
  readonly onWhom: (whom: Whom) => void
  readonly problem: string | null
  /** Whether it may be somebody whom the login does not hold yet. */
  readonly isNewOffered?: boolean
  /** What else is asked about whoever is chosen. */
  readonly children?: (holding: Holding) => ReactNode
}

/** Whom a signed-in login books for. */
export function ForWhom({ isNewOffered = true, ...props }: ForWhomProps): ReactNode {
  const { session, linkId, whom, onWhom, problem } = props
  const { holdings, trouble } = useRecords(session, false)
  const id = useId()
  const { details } = bookingWords
  const only = holdings?.length === 1 ? holdings[0] : holdings?.find(({ link }) => link.id === linkId)
  const suggested = holdings?.length === 0 && isNewOffered ? 'new' : (only?.link.id ?? null)
  useEffect(() => {
    if (whom === null && suggested !== null) onWhom(suggested)
  }, [whom, suggested, onWhom])
  const chosen = holdings?.find(({ link }) => link.id === whom)
  return (
    <>
      <fieldset className="pt-field" aria-describedby={problem ? `${id}-problem` : undefined}>
        <legend className="pt-label">{details.who}</legend>
        {!holdings && !trouble && <p role="status">{words.loading}</p>}
        {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
        <div className="pt-choices">
          {holdings?.map((holding) => (
            <Choice
              key={holding.link.id}
              group={id}
              name={nameOf(holding)}
              isChosen={whom === holding.link.id}
              onChoose={() => onWhom(holding.link.id)}
            />
          ))}
          {holdings && isNewOffered && (
            <Choice group={id} name={details.somebodyNew} isChosen={whom === 'new'} onChoose={() => onWhom('new')} />
          )}
        </div>
        <Problem id={`${id}-problem`} text={problem} />
      </fieldset>
      {chosen && props.children?.(chosen)}
    </>
  )
}

type ChoiceProps = {
  readonly group: string
  readonly name: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Choice({ group, name, isChosen, onChoose }: ChoiceProps): ReactNode {
  return (
    <label className="pt-choice">
      <input type="radio" name={`${group}-whom`} checked={isChosen} onChange={onChoose} />
      <span dir="auto">{name}</span>
    </label>
  )
}

function nameOf({ index }: Holding): string {
  return index ? homeModel(index, index.madeAt, new Map()).fullName : words.home.someone
}
