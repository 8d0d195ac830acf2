import { useState, type FormEvent, type ReactNode } from 'react'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { removeLogin } from '../../removeLogin.ts'
import { troubleInForm } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { words } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { AccountFrame } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { PresentPassword } from './PresentPassword.tsx'

/** Deleting a login: what goes, what stays, and the password once more. */
export function RemovePage({ linkId, session }: AccountPageProps): ReactNode {
  const portal = usePortal()
  const said = accountWords.remove
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { isBusy, run } = useBusy()

  async function remove(): Promise<void> {
    setTrouble(null)
    setProblem(password === '' ? words.register.passwordNeeded : null)
    if (password === '') return
    const result = await removeLogin(portal, session, password)
    if (result.kind === 'wrong') return setProblem(accountWords.password.wrong)
    if (result.kind === 'trouble') {
      if (result.trouble.code === 'SIGNED_OUT') return portal.endSession()
      return setTrouble(troubleInForm(result.trouble))
    }
    goTo(pathOf(portal.clinicId, null, { page: 'home' }), 'replace')
    portal.setSession({ kind: 'signedOut', because: 'removed' })
  }

  return (
    <AccountFrame heading={said.heading} linkId={linkId} foot={words.foot.password}>
      <ul className="pt-ways">
        {said.means.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(remove)
        }}
      >
        <PresentPassword email={session.keyring.email} value={password} onText={setPassword} problem={problem} />
        {trouble && <Notice tone="bad">{trouble}</Notice>}
        <Button type="submit" isBusy={isBusy} busyText={said.busy}>
          {said.button}
        </Button>
      </form>
    </AccountFrame>
  )
}
