import { useState, type FormEvent, type ReactNode } from 'react'
import { wantEmail } from '../../changeEmail.ts'
import { looksLikeEmail } from '../../passwordAdvice.ts'
import { usePortal } from '../../portal.ts'
import { troubleInForm } from '../../trouble.ts'
import { Button, Field, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { AccountFrame, DonePage } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { PresentPassword } from './PresentPassword.tsx'

type Problem = { readonly email?: string; readonly password?: string; readonly other?: string }

/** Which address it is to be, by the present password. */
export function WantEmail({ linkId, session }: AccountPageProps): ReactNode {
  const portal = usePortal()
  const said = accountWords.email
  const present = session.keyring.email
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>({})
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { isBusy, run } = useBusy()

  async function ask(): Promise<void> {
    setProblem({})
    const email = typed.trim()
    if (!looksLikeEmail(email)) return setProblem({ email: words.register.emailIncomplete })
    if (email === present) return setProblem({ email: said.same })
    if (password === '') return setProblem({ password: words.register.passwordNeeded })
    const result = await wantEmail(portal, session, email, password)
    if (result.kind === 'wrong') return setProblem({ password: accountWords.password.wrong })
    if (result.kind === 'trouble') {
      if (result.trouble.code === 'SIGNED_OUT') return portal.endSession()
      return setProblem({ other: troubleInForm(result.trouble) })
    }
    setSentTo(email)
  }

  if (sentTo !== null) return <DonePage heading={said.sent} linkId={linkId} text={said.sentText(sentTo)} />
  return (
    <AccountFrame heading={said.heading} linkId={linkId} foot={words.foot.password}>
      <p className="pt-quiet">{words.account.signedInAs}</p>
      <p className="pt-strong pt-breakable">{present}</p>
      <p className="pt-lead">{said.note}</p>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(ask)
        }}
      >
        <Field
          label={said.wanted}
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={typed}
          onText={setTyped}
          problem={problem.email ?? null}
        />
        <PresentPassword
          email={session.keyring.email}
          value={password}
          onText={setPassword}
          problem={problem.password ?? null}
        />
        {problem.other && <Notice tone="bad">{problem.other}</Notice>}
        <Button type="submit" isBusy={isBusy} busyText={said.busy}>
          {said.button}
        </Button>
      </form>
    </AccountFrame>
  )
}
