import { useCallback, useRef, useState } from 'react'
import { notifyFailure } from './notify.ts'

export type Act<Input> = {
  /** Does nothing while the last call runs: a double click acts once. */
  readonly run: (input: Input) => void
  readonly isRunning: boolean
  /** What the last call threw, until the next one or `forget`. */
  readonly failure: unknown
  readonly forget: () => void
}

/**
 * One act of a person: runs once however often it is clicked, and tells how it went.
 * @param options.onDone after success
 * @param options.keepFailure the failure is shown where the act is, in place of a notification
 */
export function useAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  options: { readonly onDone?: (output: Output, input: Input) => void; readonly keepFailure?: boolean } = {},
): Act<Input> {
  const isBusy = useRef(false)
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const run = (input: Input) => {
    if (isBusy.current) return
    isBusy.current = true
    setRunning(true)
    setFailure(null)
    act(input)
      .then(
        (output) => options.onDone?.(output, input),
        (error: unknown) => (options.keepFailure ? setFailure(error) : notifyFailure(error)),
      )
      .finally(() => {
        isBusy.current = false
        setRunning(false)
      })
  }
  return { run, isRunning, failure, forget: useCallback(() => setFailure(null), []) }
}
