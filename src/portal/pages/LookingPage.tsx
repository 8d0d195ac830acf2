import type { ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'

/** While nothing is known yet of what a link opens. */
export function LookingPage(): ReactNode {
  return (
    <Page title={words.product} foot={words.foot.sealed}>
      <p className="pt-unseen" role="status">
        {words.loading}
      </p>
      <div className="pt-skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </Page>
  )
}
