import { useState, type ReactNode } from 'react'
import { usePortal } from '../../portal.ts'
import { forgetWantedEmail, takeWantedEmail } from '../../tab.ts'
import type { AccountPageProps } from './AccountPages.tsx'
import { TakeEmail } from './TakeEmail.tsx'
import { WantEmail } from './WantEmail.tsx'

/** The contract's least; what is shorter was cut off by a mail program. */
const TOKEN_LENGTH = 16

/** R4.8: another address for the login: asked for here, and confirmed here by what the e-mail to it carries. */
export function EmailPage(props: AccountPageProps): ReactNode {
  const { clinicId } = usePortal()
  const [token, setToken] = useState(() => takeWantedEmail(clinicId)?.replace(/[^\w-]/g, '') ?? '')
  if (token === '') return <WantEmail {...props} />
  const spend = () => forgetWantedEmail(clinicId)
  return (
    <TakeEmail
      {...props}
      token={token.length < TOKEN_LENGTH ? null : token}
      onSpent={spend}
      onAskAgain={() => {
        spend()
        setToken('')
      }}
    />
  )
}
