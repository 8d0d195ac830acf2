import { lazy, Suspense, useState, type ReactNode } from 'react'
import { signOut } from '../accounts.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { keptPasskey } from '../tab.ts'
import { Button, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { SignInForm } from './SignInForm.tsx'

const PasskeySignIn = lazy(() => import('./PasskeySignIn.tsx').then((module) => ({ default: module.PasskeySignIn })))

const WHY = {
  time: () => words.errors.SIGNED_OUT,
  self: () => words.signIn.bySelf,
  removed: () => words.signIn.removed,
}

/** Shown in place of every page that needs somebody signed in; afterwards that page follows. */
export function SignInPage(): ReactNode {
  const portal = usePortal()
  const { clinicId, profile, session, setSession } = portal
  const lockedEmail = session.kind === 'locked' ? session.login.email : null
  const [email, setEmail] = useState(lockedEmail ?? '')
  const [password, setPassword] = useState('')
  return (
    <Page title={words.signIn.heading} foot={words.foot.password}>
      <PageHeading key={session.kind}>{lockedEmail === null ? words.signIn.heading : words.signIn.again}</PageHeading>
      {session.kind === 'signedOut' && session.because !== 'never' && (
        <Notice tone="info">{WHY[session.because]()}</Notice>
      )}
      {session.kind === 'locked' && !session.isProven && (
        <Notice tone="info">{words.signIn.unproven(session.login.email)}</Notice>
      )}
      <p className="pt-lead">{lockedEmail === null ? words.signIn.lead : words.signIn.againLead(lockedEmail)}</p>
      {keptPasskey(clinicId) && (
        <Suspense fallback={null}>
          <PasskeySignIn />
        </Suspense>
      )}
      <SignInForm
        key={lockedEmail ?? 'anybody'}
        isReady
        email={lockedEmail ?? email}
        onEmail={setEmail}
        isEmailFixed={lockedEmail !== null}
        password={password}
        onPassword={setPassword}
        button={words.signIn.button}
        onSignedIn={async (opened) => setSession(opened)}
      />
      <div className="pt-actions">
        {lockedEmail === null ? (
          <>
            <Button kind="link" onClick={() => goTo(pathOf(clinicId, null, { page: 'code' }))}>
              {words.signIn.haveCode}
            </Button>
            <p className="pt-quiet">{words.signIn.noLogin}</p>
            {profile.phone && <p className="pt-quiet">{words.signIn.forgotten(profile.phone)}</p>}
          </>
        ) : (
          <>
            <Button kind="link" onClick={() => void signOut(portal).then(setSession)}>
              {words.add.notMe}
            </Button>
          </>
        )}
      </div>
    </Page>
  )
}
