import type { ReactNode } from 'react'
import { words } from '../words/words.ts'

/** R5.3: the first line of every page about one person's things; a switcher stands on the first page alone. */
export function WhoseLine({ name }: { readonly name: string }): ReactNode {
  const [before, whose, after] = words.home.lookingAt(name)
  return (
    <p className="pt-whose-line" dir="auto">
      {before} <strong>{whose}</strong> {after}
    </p>
  )
}
