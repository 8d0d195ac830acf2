import type { ReactNode } from 'react'
import { troubleText } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { useRecords } from '../useRecords.ts'
import { AccessPage } from './AccessPage.tsx'
import { AccountFrame } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { ProfilePage } from './ProfilePage.tsx'

type PersonPagesProps = AccountPageProps & { readonly page: 'profile' | 'access' }

/** What a login sees and proposes of one person whom it holds. */
export function PersonPages({ page, linkId, session }: PersonPagesProps): ReactNode {
  const { holdings, trouble, refresh } = useRecords(session, false)
  const holding = holdings?.find(({ link }) => link.id === linkId) ?? holdings?.[0]
  if (holding?.index) {
    const shared = { holding, index: holding.index, session }
    return page === 'profile' ? <ProfilePage key={holding.link.id} {...shared} /> : <AccessPage {...shared} />
  }
  return (
    <AccountFrame heading={accountWords[page].heading} linkId={linkId}>
      {trouble && (
        <>
          <Notice tone="bad">{troubleText(trouble)}</Notice>
          <Button onClick={() => void refresh()}>{words.tryAgain}</Button>
        </>
      )}
      {!trouble && <p role="status">{holdings ? words.nothing.waiting.text : words.loading}</p>}
    </AccountFrame>
  )
}
