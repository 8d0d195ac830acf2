import { useState, type FormEvent, type ReactNode } from 'react'
import { changePassword } from '../../changePassword.ts'
import { passwordAdvice } from '../../passwordAdvice.ts'
import { usePortal } from '../../portal.ts'
import { troubleInForm } from '../../trouble.ts'
import { Button, Notice, PasswordField } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { loadPasswordRules, usePasswordRules } from '../usePasswordRules.ts'
import { AccountFrame, DonePage } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { PresentPassword } from './PresentPassword.tsx'

type Problem = { readonly present?: string; readonly wanted?: string; readonly other?: string }

/** R4.7: another password, by the present one. */
export function PasswordPage({ linkId, session }: AccountPageProps): ReactNode {
  const portal = usePortal()
  const said = accountWords.password
  const { email } = session.keyring
  const [present, setPresent] = useState('')
  const [wanted, setWanted] = useState('')
  const [problem, setProblem] = useState<Problem>({})
  const [isDone, setDone] = useState(false)
  const { isBusy, run } = useBusy()
  const advice = passwordAdvice(wanted, email, usePasswordRules())

  async function change(): Promise<void> {
    setProblem({})
    if (present === '') return setProblem({ present: words.register.passwordNeeded })
    const { isAccepted, text } = passwordAdvice(wanted, email, await loadPasswordRules())
    if (!isAccepted) return setProblem({ wanted: text })
    if (wanted === present) return setProblem({ wanted: said.same })
    const result = await changePassword(portal, session, present, wanted)
    if (result.kind === 'wrong') return setProblem({ present: said.wrong })
    if (result.kind === 'trouble') {
      if (result.trouble.code === 'SIGNED_OUT') return portal.endSession()
      return setProblem({ other: troubleInForm(result.trouble) })
    }
    portal.setSession(result)
    setDone(true)
  }

  if (isDone) return <DonePage heading={said.done} linkId={linkId} text={said.doneText} />
  return (
    <AccountFrame heading={said.heading} linkId={linkId} foot={words.foot.password}>
      <p className="pt-lead">{said.note}</p>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(change)
        }}
      >
        <PresentPassword email={email} value={present} onText={setPresent} problem={problem.present ?? null} />
        <PasswordField
          label={said.wanted}
          name="new-password"
          autoComplete="new-password"
          value={wanted}
          onText={(text) => {
            setWanted(text)
            setProblem(({ wanted: _solved, ...others }) => others)
          }}
          hint={problem.wanted ? null : advice.text}
          problem={problem.wanted ?? null}
        />
        {problem.other && <Notice tone="bad">{problem.other}</Notice>}
        <Button type="submit" isBusy={isBusy} busyText={said.busy}>
          {said.button}
        </Button>
      </form>
    </AccountFrame>
  )
}
