import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { RedeemOutcome } from '../../shared/contract/portal.ts'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import { signOut } from '../accounts.ts'
import type { OpenLink } from '../look.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal, type OpenSession, type Session } from '../portal.ts'
import { redeem, register, renew, type Introduced } from '../redeeming.ts'
import { goToStep, leaveSteps, useStep } from '../steps.ts'
import type { Trouble } from '../trouble.ts'
import { Button, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { formats, words } from '../words/words.ts'
import { AddForm } from './AddForm.tsx'
import { DeadPage } from './DeadPage.tsx'
import { LookingPage } from './LookingPage.tsx'
import { Page } from './Page.tsx'
import { RegisterForm } from './RegisterForm.tsx'
import { SignInForm } from './SignInForm.tsx'
import type { OpeningGreeting } from './useGreeting.ts'

export type OpenInvitation = OpenLink & { readonly introduced: Introduced; readonly greeting: OpeningGreeting }

type RedeemPageProps = {
  readonly invitation: OpenInvitation
  /** Whoever typed a code has acted already; behind a link the first key or tap is the first act (R4.1). */
  readonly hasActed: boolean
  /** The secret is used up: forget it. */
  readonly onSpent: () => void
}

/** The ways to come in: each a step, which Back undoes. */
const MODES = ['register', 'signIn', 'renew'] as const

/**
 * R4.7: an invitation that is open, for a new e-mail, for a login that exists, and for whoever is signed in. The form is
 * there before the greeting is opened; name and e-mail then fill themselves in, unless an e-mail was begun.
 */
export function RedeemPage({ invitation, hasActed, onSpent }: RedeemPageProps): ReactNode {
  const portal = usePortal()
  const { clinicId, profile, session, setSession, endSession, setNotice } = portal
  const { look } = invitation
  const isReady = invitation.greeting !== 'opening'
  const greeting = invitation.greeting === 'opening' ? null : invitation.greeting
  const { name: step } = useStep()
  const mode = MODES.find((each) => each === step) ?? 'register'
  const [typedEmail, setEmail] = useState<string | null>(null)
  const email = typedEmail ?? greeting?.email ?? ''
  const [password, setPassword] = useState('')
  const [mayHaveLogin, setMayHaveLogin] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [dead, setDead] = useState<DeadBecause | null>(null)
  useFirstAct(invitation.token, hasActed)

  function finish(outcome: RedeemOutcome, opened: Session, hadLogin: boolean): void {
    onSpent()
    setSession(opened)
    const isForm = look.kind === 'form'
    const notice = mode === 'renew' ? words.renew.done : noticeOf(outcome, greeting?.givenName ?? null, hadLogin)
    // Where the first question follows at once, nothing stands between.
    setNotice(isForm ? null : notice)
    const path = pathOf(clinicId, outcome.linkId, { page: isForm ? 'nextForm' : 'home' })
    // Back does not lead to a link that is used up.
    leaveSteps(() => goTo(path, 'replace'))
  }

  async function redeemWith(opened: OpenSession): Promise<void> {
    setTrouble(null)
    const result = await redeem(portal, opened, invitation.introduced)
    switch (result.kind) {
      case 'redeemed':
        return finish(result.outcome, result.session, true)
      case 'signedOut':
        setEmail(opened.login.email)
        goToStep('signIn')
        return endSession()
      case 'dead':
        setSession(opened)
        return setDead(result.because)
      case 'trouble':
        setSession(opened)
        return setTrouble(result.trouble)
    }
  }

  if (dead) {
    const deadNow = { because: dead, endedAt: null, takeDay: null }
    return <DeadPage look={deadNow} onLeave={onSpent} onLookAgain={() => undefined} />
  }
  const name = greeting?.givenName ?? null
  const button = look.kind === 'access' ? words.register.access : words.register.form
  const leadBy = look.kind === 'access' ? words.greeting.access : words.greeting.form
  const clinicLead = leadBy(greeting?.clinicName ?? profile.name)
  const lead = look.kind === 'access' && greeting ? leadBy(greeting.invitedByName) : clinicLead
  const hello = name === null ? words.greeting.helloNobody : words.greeting.hello(name)
  const until = words.greeting.until(formats.dayMonth(look.expiresAt, profile.timeZone, new Date().toISOString()))
  const notMe = () => void signOut(portal).then(setSession)

  if (session.kind === 'open' && !isReady) return <LookingPage />
  if (session.kind === 'open') {
    return (
      <Page title={words.product} foot={words.foot.sealed}>
        <AddForm
          email={session.keyring.email}
          isHeld={look.isHeld}
          name={name}
          lead={lead}
          button={button}
          trouble={trouble}
          onAdd={() => redeemWith(session)}
          onNotMe={notMe}
        />
      </Page>
    )
  }
  const lockedEmail = session.kind === 'locked' ? session.login.email : null
  const isRenewing = mode === 'renew'
  const isSigningIn = !isRenewing && (mode === 'signIn' || lockedEmail !== null)
  // By its link alone, which shows whose mailbox it is, and not by the code that was read aloud.
  const canRenew = look.kind === 'access' && !hasActed
  return (
    <Page title={words.product} foot={isSigningIn ? words.foot.password : words.foot.sealed}>
      <PageHeading key={isSigningIn ? 'signIn' : mode}>{isRenewing ? words.renew.heading : hello}</PageHeading>
      {isRenewing ? (
        <p className="pt-lead">{words.renew.lead}</p>
      ) : (
        <p className="pt-lead pt-steady" data-room={clinicLead}>
          <span>{lead}</span>
        </p>
      )}
      {mayHaveLogin && isSigningIn && <Notice tone="info">{words.signIn.mayHaveLogin}</Notice>}
      {isSigningIn && lockedEmail !== null && <p className="pt-quiet">{words.signIn.redeemLead(lockedEmail)}</p>}
      {session.kind === 'signedOut' && session.because === 'time' && (
        <Notice tone="info">{words.errors.SIGNED_OUT}</Notice>
      )}
      {isSigningIn ? (
        <SignInForm
          key={lockedEmail ?? 'anybody'}
          isReady={isReady}
          email={lockedEmail ?? email}
          onEmail={setEmail}
          isEmailFixed={lockedEmail !== null}
          password={password}
          onPassword={setPassword}
          button={button}
          onSignedIn={redeemWith}
        />
      ) : (
        <RegisterForm
          key={mode}
          invitation={invitation.introduced}
          choose={isRenewing ? renew : register}
          label={isRenewing ? words.renew.choose : words.password.choose}
          isReady={isReady}
          email={email}
          onEmail={setEmail}
          password={password}
          onPassword={setPassword}
          button={button}
          onRegistered={finish}
          onDead={setDead}
          onMayHaveLogin={() => {
            setMayHaveLogin(true)
            goToStep('signIn')
          }}
        />
      )}
      <div className="pt-actions">
        {isSigningIn && canRenew && (
          <Button
            kind="link"
            onClick={() => {
              setPassword('')
              goToStep('renew')
            }}
          >
            {words.renew.forgotten}
          </Button>
        )}
        {lockedEmail !== null && !isRenewing ? (
          <Button kind="link" onClick={notMe}>
            {words.add.notMe}
          </Button>
        ) : (
          <Button kind="link" onClick={() => goToStep(isSigningIn ? 'register' : 'signIn')}>
            {isSigningIn ? words.register.noLogin : isRenewing ? words.renew.remembered : words.register.haveLogin}
          </Button>
        )}
        {isSigningIn && !canRenew && profile.phone && (
          <p className="pt-quiet pt-centred">{words.signIn.forgotten(profile.phone)}</p>
        )}
        <p className="pt-quiet pt-centred">{until}</p>
      </div>
    </Page>
  )
}

function noticeOf({ outcome }: RedeemOutcome, name: string | null, hadLogin: boolean): string | null {
  switch (outcome) {
    case 'upgraded':
      return words.outcome.upgraded
    case 'alreadyHeld':
      return words.outcome.alreadyFull
    case 'added':
      return hadLogin && name !== null ? words.outcome.added(name) : null
  }
}

/** R4.1 *opened*: a person's first key or tap, once; a script's made-up events do not count. */
function useFirstAct(token: string, hasActed: boolean): void {
  const { client, clinicId } = usePortal()
  const isTold = useRef(false)
  useEffect(() => {
    function tell(): void {
      if (isTold.current) return
      isTold.current = true
      client.invitation.opened({ clinicId, token }).catch(() => {
        isTold.current = false
      })
    }
    if (hasActed) return tell()
    const act = (event: Event) => {
      if (event.isTrusted) tell()
    }
    addEventListener('keydown', act)
    addEventListener('pointerdown', act)
    return () => {
      removeEventListener('keydown', act)
      removeEventListener('pointerdown', act)
    }
  }, [client, clinicId, token, hasActed])
}
