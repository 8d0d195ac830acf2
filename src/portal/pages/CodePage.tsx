import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { extraDayMac, redeemToken } from '../../shared/envelope/secrets.ts'
import { introduce } from '../introduced.ts'
import { loadVault } from '../loadVault.ts'
import { deadLook, type DeadLook } from '../look.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { goToStep, useStep } from '../steps.ts'
import { troubleOf, troubleInForm } from '../trouble.ts'
import { isoDay, NO_DATE } from '../views/answerInput.ts'
import { Button, CallLink, Field, Notice, Problem } from '../views/controls.tsx'
import { DateFields } from '../views/DateFields.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { DeadPage } from './DeadPage.tsx'
import { ForgedPage } from './ForgedPage.tsx'
import { Page } from './Page.tsx'
import { RedeemPage, type OpenInvitation } from './RedeemPage.tsx'
import { useBusy } from './useBusy.ts'

/** What a code came to; it is known until the page is left. */
type Answer =
  | { readonly kind: 'forged' }
  | ({ readonly kind: 'dead' } & DeadLook)
  | { readonly kind: 'found'; readonly invitation: OpenInvitation }

/** R4.5: the same invitation by a code read aloud, together with the patient's date of birth. */
export function CodePage(): ReactNode {
  const { client, clinicId, profile } = usePortal()
  const id = useId()
  const { isBusy, run } = useBusy()
  const [code, setCode] = useState('')
  const [birth, setBirth] = useState(NO_DATE)
  const [problem, setProblem] = useState<{ code?: string; birth?: string; other?: string }>({})
  const [answer, setAnswer] = useState<Answer | null>(null)
  const { name: step } = useStep()

  function come(to: Answer): void {
    setAnswer(to)
    goToStep('register')
  }

  async function look(): Promise<void> {
    setProblem({})
    try {
      const vault = await loadVault()
      const wanted = vault.normaliseCode(code)
      if (!wanted) return setProblem({ code: words.code.codeIncomplete })
      const birthOn = isoDay(birth)
      if (!birthOn) return setProblem({ birth: words.code.birthIncomplete })
      const identity = await vault.codeIdentity(wanted, birthOn, profile.codeSalt)
      const token = redeemToken(identity)
      const looked = await client.invitation.lookByCode({ clinicId, token })
      if (looked.state === 'dead') {
        if (looked.because === 'unknown') return setProblem({ other: words.code.wrong })
        const mac = extraDayMac(identity, clinicId)
        const takeDay = () => client.invitation.takeDay({ clinicId, token, mac })
        return come({ kind: 'dead', ...deadLook(looked, takeDay) })
      }
      const introduced = introduce({ identity, look: looked }, clinicId, profile)
      if (!introduced) return come({ kind: 'forged' })
      const greeting = await vault.openOrNull(looked.greeting, [identity], vault.Greeting)
      come({ kind: 'found', invitation: { identity, token, look: looked, introduced, greeting } })
    } catch (error) {
      setProblem({ other: troubleInForm(troubleOf(error)) })
    }
  }

  const shown = step === null ? null : answer
  if (shown?.kind === 'forged') return <ForgedPage />
  if (shown?.kind === 'dead') return <DeadPage look={shown} onLeave={() => undefined} onLookAgain={() => run(look)} />
  if (shown) return <RedeemPage invitation={shown.invitation} hasActed onSpent={() => undefined} />
  return (
    <Page title={words.code.heading} foot={words.foot.code} backTo={pathOf(clinicId, null, { page: 'home' })}>
      <PageHeading>{words.code.heading}</PageHeading>
      <p className="pt-lead">{words.code.lead}</p>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(look)
        }}
      >
        <Field
          label={words.code.label}
          name="code"
          className="pt-code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          value={code}
          onText={setCode}
          hint={words.code.hint}
          problem={problem.code ?? null}
        />
        <div className="pt-field">
          <span className="pt-label" id={`${id}-birth`}>
            {words.code.birth}
          </span>
          <DateFields
            parts={birth}
            onParts={setBirth}
            isBirth
            labelledBy={`${id}-birth`}
            describedBy={problem.birth ? `${id}-birth-problem` : undefined}
            isInvalid={problem.birth !== undefined}
          />
          <Problem id={`${id}-birth-problem`} text={problem.birth ?? null} />
        </div>
        {problem.other && <Notice tone="bad">{problem.other}</Notice>}
        <Button type="submit" isBusy={isBusy} busyText={words.code.busy}>
          {words.code.button}
        </Button>
      </form>
      <div className="pt-actions">
        <CallLink phone={profile.phone} kind="link" />
        <Button kind="link" onClick={() => goTo(pathOf(clinicId, null, { page: 'home' }))}>
          {words.signIn.button}
        </Button>
      </div>
    </Page>
  )
}
