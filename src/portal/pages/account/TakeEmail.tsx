import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { takeEmail } from '../../changeEmail.ts'
import { usePortal } from '../../portal.ts'
import { isCode, troubleInForm, troubleOf } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { AccountFrame, DonePage } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { PresentPassword } from './PresentPassword.tsx'

type TakeEmailProps = AccountPageProps & {
  /** Null for what cannot be one. */
  readonly token: string | null
  readonly onSpent: () => void
  readonly onAskAgain: () => void
}

type State =
  | { readonly kind: 'looking' }
  | { readonly kind: 'dead' }
  | { readonly kind: 'open' | 'done' | 'hasLogin'; readonly email: string }

/** Whoever reads the mailbox says so, by the password and a button: opening changes nothing, because mail scanners open (R4.3). */
export function TakeEmail({ linkId, session, token, onSpent, onAskAgain }: TakeEmailProps): ReactNode {
  const portal = usePortal()
  const { client, clinicId, endSession } = portal
  const said = accountWords.email
  const [state, setState] = useState<State>({ kind: token === null ? 'dead' : 'looking' })
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { isBusy, run } = useBusy()
  const isLooking = state.kind === 'looking'
  useEffect(() => {
    if (token === null || !isLooking) return
    client.account.wantedEmail({ clinicId, token }).then(
      ({ email }) => setState({ kind: 'open', email }),
      (error: unknown) => {
        if (isCode(error, 'SIGNED_OUT')) return endSession()
        if (isCode(error, 'NOT_FOUND')) return setState({ kind: 'dead' })
        setTrouble(troubleInForm(troubleOf(error)))
      },
    )
  }, [client, clinicId, token, isLooking, endSession])

  async function take(email: string): Promise<void> {
    setTrouble(null)
    setProblem(password === '' ? words.register.passwordNeeded : null)
    if (password === '' || token === null) return
    const result = await takeEmail(portal, session, { token, email, password })
    switch (result.kind) {
      case 'wrong':
        return setProblem(accountWords.password.wrong)
      case 'trouble':
        if (result.trouble.code === 'SIGNED_OUT') return endSession()
        return setTrouble(troubleInForm(result.trouble))
      case 'dead':
        return setState({ kind: 'dead' })
      case 'hasLogin':
        return setState({ kind: 'hasLogin', email })
      case 'open':
        onSpent()
        portal.setSession(result)
        setState({ kind: 'done', email })
    }
  }

  if (state.kind === 'done') return <DonePage heading={said.done} linkId={linkId} text={said.doneText(state.email)} />
  if (state.kind === 'dead' || state.kind === 'hasLogin') {
    const text = state.kind === 'dead' ? said.deadText : said.hasLoginText(state.email)
    return (
      <AccountFrame heading={state.kind === 'dead' ? said.dead : said.hasLogin} linkId={linkId}>
        <p className="pt-lead" role="status">
          {text}
        </p>
        <div className="pt-actions">
          <Button onClick={onAskAgain}>{said.askAgain}</Button>
        </div>
      </AccountFrame>
    )
  }
  return (
    <AccountFrame heading={said.confirm} linkId={linkId} foot={words.foot.password}>
      {state.kind === 'open' && (
        <>
          <p className="pt-lead">{said.confirmText}</p>
          <p className="pt-strong pt-breakable">{state.email}</p>
          <form
            noValidate
            onSubmit={(event: FormEvent) => {
              event.preventDefault()
              run(() => take(state.email))
            }}
          >
            <PresentPassword email={session.keyring.email} value={password} onText={setPassword} problem={problem} />
            <Button type="submit" isBusy={isBusy} busyText={accountWords.password.busy}>
              {said.take}
            </Button>
          </form>
        </>
      )}
      {trouble && <Notice tone="bad">{trouble}</Notice>}
    </AccountFrame>
  )
}
