import { useState } from 'react'
import { changesKept, type Changes } from '../../../shared/domain/threeWay.ts'
import { useAct } from '../useAct.ts'
import { changeOver, type Conflict, type Sent, type Versioned } from './changeOver.ts'
import type { Outcome } from './orMeanwhile.ts'

/** One thing that a person changes in a form: saving it, and settling it with what somebody else saved meanwhile. */
export function useChange<Values extends Readonly<Record<string, unknown>>, Output>(options: {
  readonly fields: readonly (keyof Values & string)[]
  readonly send: (change: Sent<Values>) => Promise<Outcome<Output, Versioned<Values>>>
  readonly onDone: (output: Output) => void
}) {
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)
  const act = useAct(
    ({ saw, wanted }: { readonly saw: Versioned<Values>; readonly wanted: Changes<Values> }) =>
      changeOver(options.fields, saw, wanted, options.send),
    {
      keepFailure: true,
      onDone: (outcome) => {
        setConflict(outcome.kind === 'conflict' ? outcome.conflict : null)
        if (outcome.kind === 'kept') options.onDone(outcome.output)
      },
    },
  )
  return {
    save: (saw: Versioned<Values>, wanted: Changes<Values>) => act.run({ saw, wanted }),
    conflict,
    /** Saves as chosen over what the other saved. */
    settle: (isMineKept: (field: keyof Values & string) => boolean) => {
      if (!conflict) return
      act.run({ saw: conflict.current, wanted: changesKept(conflict.compared, conflict.wanted, isMineKept) })
    },
    /** Back to what was typed; what is saved from it is compared anew. */
    back: () => setConflict(null),
    isRunning: act.isRunning,
    failure: act.failure,
    forget: act.forget,
  }
}
