import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { ChoosePasswordStep } from './ChoosePasswordStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'

type Halfway = { readonly step: 'secondFactor' | 'choosePassword'; readonly email: string }

/** Staff sign in (R10.3): who they are first, then what else is asked of them; the core knows how far they have come. */
export function SignIn(props: {
  readonly clinicName: string
  /** Somebody worked in this window until now. */
  readonly wasInside: boolean
  readonly lock: 'idle' | 'byHand' | null
  readonly idleMinutes: number
  /** Whoever is locked out here; empty where nobody is. */
  readonly lastEmail: string
  readonly halfway: Halfway | null
}) {
  const { lock, halfway } = props
  const client = useClient()
  const goOn = useGoOn()
  // What ended a later step is said where one begins again.
  const [ended, setEnded] = useState<unknown>(null)
  const t = words.session
  const startOver = useAct(() => client.session.startOver(), { onDone: goOn })
  const step = {
    onDone: goOn,
    onEnded: (failure: unknown) => {
      setEnded(failure)
      goOn()
    },
    onStartOver: () => startOver.run(undefined),
  }
  if (halfway?.step === 'secondFactor') return <SecondFactorStep email={halfway.email} {...step} />
  if (halfway?.step === 'choosePassword') return <ChoosePasswordStep email={halfway.email} {...step} />
  return (
    <PasswordStep
      key={props.lastEmail}
      lastEmail={props.lastEmail}
      title={lock ? t.lockedTitle(props.clinicName) : props.clinicName}
      text={textOf(props)}
      ended={ended}
      onDone={() => {
        setEnded(null)
        goOn()
      }}
    />
  )
}

function textOf({ lock, idleMinutes, wasInside }: Parameters<typeof SignIn>[0]): string | null {
  const t = words.session
  if (lock === 'idle') return t.lockedText.idle(idleMinutes)
  if (lock === 'byHand') return t.lockedText.byHand
  return wasInside ? t.signedOut : null
}

/** Asks the core how far signing in has come. */
function useGoOn(): () => void {
  const api = useApi()
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: api.session.key() })
}
