import { useEffect, useState } from 'react'
import { loadVault } from '../loadVault.ts'

/** Says whether a text looks like a Medical Access Code; always no until the rule has been loaded. */
export function useIsCode(): (text: string) => boolean {
  const [rule, setRule] = useState<{ isCode: (text: string) => boolean }>({ isCode: () => false })
  useEffect(() => {
    loadVault().then(
      (vault) => setRule({ isCode: (text) => vault.normaliseCode(text) !== null }),
      () => undefined,
    )
  }, [])
  return rule.isCode
}
