import { useEffect, useState, type ReactNode } from 'react'
import { parseMarkdown } from '../../shared/domain/markdown.ts'
import type { ChartPlan } from '../../shared/domain/visibility.ts'
import { changesSince, marksOf, type PlanMarks } from '../planMarks.ts'
import { notePlanRead, planRead } from '../tab.ts'
import { PlanView } from '../views/PlanView.tsx'

type PlanPageProps = {
  readonly plan: ChartPlan
  readonly text: string
  readonly timeZone: string
  readonly now: string
  /** The login's own, under which what was read is kept in this browser: hashes, and nothing that can be read. */
  readonly identity: string
}

/** A plan, and what is new in it for whoever has read another version here (R8.1). */
export function PlanPage({ plan, text, timeZone, now, identity }: PlanPageProps): ReactNode {
  const [marks, setMarks] = useState<PlanMarks | null>(null)
  const [before] = useState(() => planRead(plan.id))
  useEffect(() => {
    let isLeft = false
    void marksOf(identity, parseMarkdown(text)).then((made) => {
      notePlanRead(plan.id, plan.version, [...made.values()])
      if (!isLeft) setMarks(made)
    })
    return () => {
      isLeft = true
    }
  }, [identity, plan.id, plan.version, text])
  const changes = marks && before && before.version !== plan.version ? changesSince(before.marks, marks) : null
  return <PlanView {...{ plan, text, timeZone, now, changes }} />
}
