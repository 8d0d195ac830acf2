import { useMemo } from 'react'
import { MarkdownView } from '../../../portal/views/MarkdownView.tsx'
import { parseMarkdown } from '../../../shared/domain/markdown.ts'
import { words } from '../../words/words.ts'
import styles from './planText.module.css'

/** A plan as patients see it; against another text, what that does not have stands out (R8.1). */
export function PlanText(props: { readonly text: string; readonly against?: string | undefined }) {
  const { text, against } = props
  const blocks = useMemo(() => parseMarkdown(text), [text])
  const known = useMemo(
    () => (against === undefined ? null : new Set(parseMarkdown(against).map(({ source }) => source.trim()))),
    [against],
  )
  return (
    <div className={styles['text']}>
      <MarkdownView
        blocks={blocks}
        markOf={({ source }) => (known === null || known.has(source.trim()) ? null : words.plans.differsHere)}
      />
    </div>
  )
}
