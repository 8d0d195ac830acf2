import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { PortalPasskey } from '../../../shared/contract/portalAccount.ts'
import { hasPasskeys, makePasskey } from '../../passkey.ts'
import { usePortal } from '../../portal.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { formats } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { AccountFrame } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { deviceName } from './SessionsPage.tsx'

/** Phones and computers that open this login without its password. */
export function PasskeysPage({ linkId, session }: AccountPageProps): ReactNode {
  const portal = usePortal()
  const { client, clinicId, profile, endSession } = portal
  const said = accountWords.passkeys
  const [passkeys, setPasskeys] = useState<readonly PortalPasskey[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [outcome, setOutcome] = useState<'made' | 'stopped' | null>(null)
  const { isBusy, run } = useBusy()
  const now = new Date().toISOString()
  const fail = useCallback(
    (error: unknown) => (isCode(error, 'SIGNED_OUT') ? endSession() : setTrouble(troubleOf(error))),
    [endSession],
  )
  const look = useCallback(
    () => client.account.passkeys({ clinicId }).then((answer) => setPasskeys(answer.passkeys), fail),
    [client, clinicId, fail],
  )
  useEffect(() => void look(), [look])

  async function make(): Promise<void> {
    setTrouble(null)
    const result = await makePasskey(portal, session)
    if (result.kind === 'trouble') return setTrouble(result.trouble)
    setOutcome(result.kind)
    await look()
  }
  const remove = (id: PortalPasskey['id']) => client.account.removePasskey({ clinicId, id }).then(look, fail)

  return (
    <AccountFrame heading={said.heading} linkId={linkId}>
      <p className="pt-lead">{said.text}</p>
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      {outcome && <Notice tone={outcome === 'made' ? 'good' : 'info'}>{said[outcome]}</Notice>}
      <ul className="pt-rows">
        {passkeys?.map(({ id, device, madeAt }) => {
          const since = formats.dayMonth(madeAt, profile.timeZone, now)
          return (
            <li key={id}>
              <div className="pt-row">
                <span className="pt-row-text">
                  <span className="pt-row-title">{deviceName(device)}</span>
                  <span className="pt-row-detail">{accountWords.since(since)}</span>
                </span>
                <Button
                  kind="link"
                  label={said.removeLabel(deviceName(device), since)}
                  onClick={() => run(() => remove(id))}
                >
                  {said.remove}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      <div className="pt-actions">
        {hasPasskeys() ? (
          <Button isBusy={isBusy} busyText={said.making} onClick={() => run(make)}>
            {said.make}
          </Button>
        ) : (
          <p className="pt-quiet">{said.none}</p>
        )}
      </div>
    </AccountFrame>
  )
}
