import { useMemo, type ReactNode } from 'react'
import { parseMarkdown, type Block } from '../../shared/domain/markdown.ts'
import type { ChartPlan } from '../../shared/domain/visibility.ts'
import { formats, words } from '../words/words.ts'
import { Notice } from './controls.tsx'
import { MarkdownView } from './MarkdownView.tsx'
import { PageHeading } from './PageHeading.tsx'

type PlanViewProps = {
  readonly plan: ChartPlan
  readonly text: string
  readonly timeZone: string
  readonly now: string
  /** What is not as it was read last: each new block, and how many are gone. Null where it was never read, or is the same. */
  readonly changes?: { readonly isNew: (block: Block) => boolean; readonly gone: number } | null
}

/** A published plan, formatted, with what changed since it was read last (R8.1). */
export function PlanView({ plan, text, timeZone, now, changes = null }: PlanViewProps): ReactNode {
  const blocks = useMemo(() => parseMarkdown(text), [text])
  const t = words.plan
  return (
    <article>
      <PageHeading kicker={t.kicker}>{plan.title}</PageHeading>
      <p className="pt-quiet">
        {t.meta(plan.practitionerName, formats.dayMonth(plan.publishedAt, timeZone, now), plan.version)}
      </p>
      {changes && <Notice tone="info">{t.changed(blocks.filter(changes.isNew).length, changes.gone)}</Notice>}
      <div className="pt-plan">
        <MarkdownView blocks={blocks} markOf={(block) => (changes?.isNew(block) ? t.isNew : null)} />
      </div>
    </article>
  )
}
