import type { ReactNode } from 'react'
import { zoneCity } from '../../../shared/language/formats.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { Button } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'

type AccountFrameProps = {
  readonly heading: string
  readonly linkId: string | null
  readonly foot?: string
  /** R5.3: of which person it is. */
  readonly whose?: string
  readonly children: ReactNode
}

/** One of the pages behind "Your login". */
export function AccountFrame({ heading, linkId, foot, whose, children }: AccountFrameProps): ReactNode {
  const { clinicId, profile } = usePortal()
  return (
    <Page
      title={heading}
      foot={foot ?? words.foot.zone(zoneCity(profile.timeZone))}
      linkId={linkId}
      whose={whose}
      backTo={pathOf(clinicId, linkId, { page: 'account' })}
    >
      <PageHeading key={heading}>{heading}</PageHeading>
      {children}
    </Page>
  )
}

type DoneProps = { readonly heading: string; readonly linkId: string | null; readonly text: string }

/** In the place of a page whose act is done. */
export function DonePage({ heading, linkId, text }: DoneProps): ReactNode {
  const { clinicId } = usePortal()
  return (
    <AccountFrame heading={heading} linkId={linkId}>
      <p className="pt-lead" role="status">
        {text}
      </p>
      <div className="pt-actions">
        <Button onClick={() => goTo(pathOf(clinicId, linkId, { page: 'account' }), 'replace')}>
          {accountWords.toAccount}
        </Button>
      </div>
    </AccountFrame>
  )
}
