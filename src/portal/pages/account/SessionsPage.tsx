import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { PortalSession } from '../../../shared/contract/portalAccount.ts'
import type { BrowserDevice } from '../../../shared/domain/browserDevice.ts'
import { forgetWrap } from '../../tab.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../../trouble.ts'
import { Button, Notice } from '../../views/controls.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { formats, words } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import { AccountFrame } from './AccountFrame.tsx'
import type { AccountPageProps } from './AccountPages.tsx'

/** R11.7: where a login is signed in; each can be ended from any other. */
export function SessionsPage({ linkId }: AccountPageProps): ReactNode {
  const { client, clinicId, profile, setSession, endSession } = usePortal()
  const said = accountWords.sessions
  const [sessions, setSessions] = useState<readonly PortalSession[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [ended, setEnded] = useState<string | null>(null)
  const ending = useBusy()
  const everywhere = useBusy()
  const now = new Date().toISOString()

  const fail = useCallback(
    (error: unknown) => (isCode(error, 'SIGNED_OUT') ? endSession() : setTrouble(troubleOf(error))),
    [endSession],
  )
  const look = useCallback(
    () =>
      client.account.sessions({ clinicId }).then((answer) => {
        setSessions(answer.sessions)
        setTrouble(null)
      }, fail),
    [client, clinicId, fail],
  )
  useEffect(() => void look(), [look])

  const end = ({ id, device }: PortalSession) =>
    client.account.endSession({ clinicId, id }).then(() => {
      setEnded(deviceName(device))
      return look()
    }, fail)
  const endAll = () =>
    client.account.endAllSessions({ clinicId }).then(() => {
      forgetWrap(clinicId)
      goTo(pathOf(clinicId, null, { page: 'home' }), 'replace')
      setSession({ kind: 'signedOut', because: 'self' })
    }, fail)

  return (
    <AccountFrame heading={said.heading} linkId={linkId}>
      <p className="pt-lead">{said.text}</p>
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      {trouble && sessions === null && <Button onClick={() => void look()}>{words.tryAgain}</Button>}
      {ended !== null && <Notice tone="good">{said.ended(ended)}</Notice>}
      <ul className="pt-rows">
        {sessions?.map((each) => {
          const usedAt = formats.weekdayDayClock(each.usedAt, profile.timeZone, now)
          return (
            <li key={each.id}>
              <div className="pt-row">
                <span className="pt-row-text">
                  <span className="pt-row-title">{deviceName(each.device)}</span>
                  <span className="pt-row-detail">{each.isThis ? said.thisOne : said.usedAt(usedAt)}</span>
                </span>
                {!each.isThis && (
                  <Button
                    kind="link"
                    label={said.endLabel(deviceName(each.device), usedAt)}
                    onClick={() => ending.run(() => end(each))}
                  >
                    {said.end}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {sessions !== null && (
        <div className="pt-actions">
          <Button
            kind="quiet"
            isBusy={everywhere.isBusy}
            busyText={said.everywhereBusy}
            onClick={() => everywhere.run(endAll)}
          >
            {said.everywhere}
          </Button>
          <p className="pt-quiet">{said.everywhereText}</p>
        </div>
      )}
    </AccountFrame>
  )
}

export function deviceName({ system, browser }: BrowserDevice): string {
  const { systems, browsers } = accountWords.sessions
  return `${systems[system]}, ${browsers[browser]}`
}
