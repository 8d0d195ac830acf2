import { useState, type ReactNode } from 'react'
import { usePortal } from '../portal.ts'
import { signInByPasskey } from '../passkey.ts'
import { troubleText } from '../trouble.ts'
import { Button, Notice } from '../views/controls.tsx'
import { words } from '../words/words.ts'
import { useBusy } from './useBusy.ts'

/** Where this device has a passkey of the clinic's login: no password is typed. */
export function PasskeySignIn(): ReactNode {
  const portal = usePortal()
  const [said, setSaid] = useState<string | null>(null)
  const { isBusy, run } = useBusy()

  async function signIn(): Promise<void> {
    setSaid(null)
    const result = await signInByPasskey(portal)
    if (result.kind === 'open') return portal.setSession(result)
    if (result.kind === 'trouble') return setSaid(troubleText(result.trouble))
    setSaid(result.kind === 'unknown' ? words.signIn.passkeyUnknown : words.signIn.passkeyStopped)
  }

  return (
    <div className="pt-actions">
      {said && <Notice tone="info">{said}</Notice>}
      <Button kind="quiet" isBusy={isBusy} busyText={words.signIn.passkeyBusy} onClick={() => run(signIn)}>
        {words.signIn.passkey}
      </Button>
    </div>
  )
}
