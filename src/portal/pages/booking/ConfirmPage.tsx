import { useState, type ReactNode } from 'react'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { takeConfirmation } from '../../tab.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../../trouble.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'

type State =
  | { readonly kind: 'asking'; readonly trouble: Trouble | null }
  | { readonly kind: 'dead' }
  | { readonly kind: 'confirmed' | 'hasLogin'; readonly email: string }

/** The contract's least; what is shorter was cut off by a mail program. */
const TOKEN_LENGTH = 16

/** R2.1: whoever reads the mailbox says so, by a button: opening changes nothing, because mail scanners open (R4.3). */
export function ConfirmPage(): ReactNode {
  const { client, clinicId, profile, session } = usePortal()
  const [token] = useState(() => takeConfirmation(clinicId)?.replace(/[^\w-]/g, '') ?? '')
  const [state, setState] = useState<State>(
    token.length < TOKEN_LENGTH ? { kind: 'dead' } : { kind: 'asking', trouble: null },
  )
  const { isBusy, run } = useBusy()
  const said = bookingWords.confirm

  async function confirm(): Promise<void> {
    setState({ kind: 'asking', trouble: null })
    try {
      const { outcome, email } = await client.login.confirm({ clinicId, token })
      setState({ kind: outcome, email })
    } catch (error) {
      setState(isCode(error, 'NOT_FOUND') ? { kind: 'dead' } : { kind: 'asking', trouble: troubleOf(error) })
    }
  }

  const [heading, text] = textsOf(state)
  const home = (
    <Button onClick={() => goTo(pathOf(clinicId, null, { page: 'home' }))}>
      {session.kind === 'open' ? words.dead.toRecords : words.signIn.button}
    </Button>
  )
  return (
    <Page title={said.title} foot={state.kind === 'asking' ? said.foot : words.foot.password}>
      <PageHeading key={state.kind}>{heading}</PageHeading>
      <p className="pt-lead">{text}</p>
      {state.kind === 'asking' && state.trouble && <Notice tone="bad">{troubleText(state.trouble)}</Notice>}
      <div className="pt-actions">
        {state.kind === 'asking' ? (
          <Button isBusy={isBusy} busyText={said.busy} onClick={() => run(confirm)}>
            {said.button}
          </Button>
        ) : (
          home
        )}
        {(state.kind === 'dead' || state.kind === 'hasLogin') && <CallLink phone={profile.phone} />}
      </div>
    </Page>
  )
}

function textsOf(state: State): readonly [heading: string, text: string] {
  const said = bookingWords.confirm
  switch (state.kind) {
    case 'asking':
      return [said.heading, said.text]
    case 'dead':
      return [said.dead, said.deadText]
    case 'confirmed':
      return [said.done, said.doneText(state.email)]
    case 'hasLogin':
      return [said.hasLogin, said.hasLoginText(state.email)]
  }
}
