import type { ReactNode } from 'react'
import type { AccountPlace } from '../../navigation.ts'
import type { OpenSession } from '../../portal.ts'
import { AccountPage } from './AccountPage.tsx'
import { EmailPage } from './EmailPage.tsx'
import { PasskeysPage } from './PasskeysPage.tsx'
import { PasswordPage } from './PasswordPage.tsx'
import { PersonPages } from './PersonPages.tsx'
import { RemovePage } from './RemovePage.tsx'
import { SessionsPage } from './SessionsPage.tsx'

export type AccountPageProps = { readonly linkId: string | null; readonly session: OpenSession }

/** What a login does with itself; fetched by whoever opens it. */
export function AccountPages({ page, ...props }: AccountPageProps & { readonly page: AccountPlace }): ReactNode {
  switch (page) {
    case 'account':
      return <AccountPage {...props} />
    case 'password':
      return <PasswordPage {...props} />
    case 'email':
      return <EmailPage {...props} />
    case 'sessions':
      return <SessionsPage {...props} />
    case 'passkeys':
      return <PasskeysPage {...props} />
    case 'remove':
      return <RemovePage {...props} />
    case 'profile':
    case 'access':
      return <PersonPages {...props} page={page} />
  }
}
