import type { ReactNode } from 'react'
import type { ProfileField, ProfileProposal } from '../../../shared/domain/profileProposals.ts'
import { FIELDS } from '../../profile.ts'
import { accountWords } from '../../words/accountWords.ts'
import { formats } from '../../words/words.ts'

type ProposalsProps = {
  readonly proposals: readonly ProfileProposal[]
  readonly timeZone: string
  readonly shown: (field: ProfileField, value: string | null | undefined) => string
}

/** R8.4: what this login proposed, and what became of it. */
export function Proposals({ proposals, timeZone, shown }: ProposalsProps): ReactNode {
  const said = accountWords.profile
  const now = new Date().toISOString()
  if (proposals.length === 0) return null
  return (
    <section>
      <h2>{said.proposed}</h2>
      {proposals.map(({ sentAt, changes, outcome, decidedAt }) => (
        <div key={sentAt}>
          <p className="pt-quiet">{said.sentAt(formats.weekdayDayClock(sentAt, timeZone, now))}</p>
          <dl className="pt-answers">
            {FIELDS.filter((field) => changes[field] !== undefined).map((field) => (
              <div key={field}>
                <dt>{said.fields[field]}</dt>
                <dd dir="auto">{shown(field, changes[field])}</dd>
                <dd className="pt-quiet">{said.outcome[decidedAt === null ? 'open' : (outcome[field] ?? 'left')]}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  )
}
