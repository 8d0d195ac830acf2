import { useEffect, useState } from 'react'
import type { Greeting } from '../../shared/domain/sealedLetters.ts'
import { loadVault } from '../loadVault.ts'
import type { OpenLink } from '../look.ts'

/** `opening` until the keys' half of the script is there; null when the greeting does not open. */
export type OpeningGreeting = Greeting | null | 'opening'

export function useGreeting({ identity, look }: OpenLink): OpeningGreeting {
  const [greeting, setGreeting] = useState<OpeningGreeting>('opening')
  const sealed = look.greeting
  useEffect(() => {
    let isCurrent = true
    void openGreeting(sealed, identity).then((opened) => {
      if (isCurrent) setGreeting(opened)
    })
    return () => {
      isCurrent = false
    }
  }, [sealed, identity])
  return greeting
}

/** A script that could not be fetched costs the greeting its name only: registering fetches it anew. */
async function openGreeting(sealed: string, identity: string): Promise<Greeting | null> {
  const vault = await loadVault().catch(() => null)
  return vault && vault.openOrNull(sealed, [identity], vault.Greeting)
}
