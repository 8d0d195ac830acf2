import type { ReactNode } from 'react'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'

/** Behind a link whose clinic could not be proven (R11.5). It shows no number: that would be the endpoint's word. */
export function ForgedPage(): ReactNode {
  return (
    <Page title={words.forged.heading} foot={words.foot.nothing}>
      <PageHeading>{words.forged.heading}</PageHeading>
      <p className="pt-lead">{words.forged.text}</p>
      <ol className="pt-ways">
        {words.forged.ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ol>
    </Page>
  )
}
