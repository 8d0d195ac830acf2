import { useState, type ReactNode } from 'react'
import { signOut } from '../../accounts.ts'
import { usePortal } from '../../portal.ts'
import { Button } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { SignInForm } from '../SignInForm.tsx'

/** In the middle of booking: what was chosen and held stays (R5.2). */
export function SignInStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const portal = usePortal()
  const { session, setSession } = portal
  const lockedEmail = session.kind === 'locked' ? session.login.email : null
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Page title={words.signIn.heading} foot={words.foot.password} onBack={onDone}>
      <PageHeading>{lockedEmail === null ? words.signIn.heading : words.signIn.again}</PageHeading>
      {lockedEmail !== null && <p className="pt-lead">{words.signIn.againLead(lockedEmail)}</p>}
      <SignInForm
        key={lockedEmail ?? 'anybody'}
        isReady
        email={lockedEmail ?? email}
        onEmail={setEmail}
        isEmailFixed={lockedEmail !== null}
        password={password}
        onPassword={setPassword}
        button={words.signIn.button}
        onSignedIn={async (opened) => {
          setSession(opened)
          onDone()
        }}
      />
      {lockedEmail !== null && (
        <div className="pt-actions">
          <Button kind="link" onClick={() => void signOut(portal).then(setSession)}>
            {words.add.notMe}
          </Button>
        </div>
      )}
    </Page>
  )
}
