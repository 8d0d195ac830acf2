import { useEffect, useState } from 'react'
import { loadVault } from '../loadVault.ts'
import type { PasswordRules } from '../passwordAdvice.ts'

/** Nothing is looked up yet, or the scripts that do could not be fetched. */
const NONE: PasswordRules = { isCode: () => false, isListed: () => false }

/** The rules by which a password is judged, with the list of common ones: fetched by whoever chooses one. */
export async function loadPasswordRules(): Promise<PasswordRules> {
  try {
    const [{ normaliseCode }, { isListed }] = await Promise.all([loadVault(), import('../commonPasswords.ts')])
    return { isCode: (text) => normaliseCode(text) !== null, isListed }
  } catch {
    return NONE
  }
}

/** The same while one types. */
export function usePasswordRules(): PasswordRules {
  const [rules, setRules] = useState(NONE)
  useEffect(() => {
    void loadPasswordRules().then(setRules)
  }, [])
  return rules
}
