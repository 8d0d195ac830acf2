import { useEffect, useState, type ReactNode } from 'react'
import type { OpenSession } from '../../portal.ts'
import { accountWords } from '../../words/accountWords.ts'

/** R11.5: six words that are the same at the clinic, where nobody stands between. The list is fetched for this page alone. */
export function SafetyWords({ session }: { readonly session: OpenSession }): ReactNode {
  const { clinic } = session.keyring
  // It was held against the keyring when the session was opened.
  const { recipient } = session.login
  const [shown, setShown] = useState<readonly string[]>([])
  useEffect(() => {
    let isCurrent = true
    import('../../../shared/envelope/safetyWords.ts').then(
      ({ safetyWords }) => {
        if (isCurrent) setShown(safetyWords(clinic, recipient))
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [clinic, recipient])
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{accountWords.safety}</h2>
      <p className="pt-strong pt-spoken" translate="no">
        {shown.join(' ')}
      </p>
      <p className="pt-quiet">{accountWords.safetyText}</p>
    </section>
  )
}
