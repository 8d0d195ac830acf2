import type { ReactNode } from 'react'
import { goTo } from '../navigation.ts'
import { Button } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'

/** A form that is no longer asked for: nothing can be saved or sent there any more, and the way out is the first page. */
export function TakenBack({ home }: { readonly home: string }): ReactNode {
  return (
    <>
      <PageHeading>{words.form.takenBack}</PageHeading>
      <p className="pt-lead">{words.form.takenBackText}</p>
      <div className="pt-actions">
        <Button onClick={() => goTo(home, 'replace')}>{words.thanks.home}</Button>
      </div>
    </>
  )
}
