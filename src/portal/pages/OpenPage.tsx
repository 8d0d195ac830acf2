import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { introduce } from '../introduced.ts'
import { beginLook, lookAgain, type Looked, type Looking, type OpenLink } from '../look.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { forgetFragment } from '../tab.ts'
import { troubleText } from '../trouble.ts'
import { Button, CallLink, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { DeadPage } from './DeadPage.tsx'
import { ForgedPage } from './ForgedPage.tsx'
import { LookingPage } from './LookingPage.tsx'
import { Page } from './Page.tsx'
import { RedeemPage } from './RedeemPage.tsx'
import { useGreeting } from './useGreeting.ts'

/**
 * The page behind every link in an e-mail. Opening it spends nothing (R4.3).
 * @param props.begun what was asked while the clinic was being asked for; null when one came here later
 */
export function OpenPage({ begun }: { begun: Looking | null }): ReactNode {
  const portal = usePortal()
  const { client, clinicId, profile } = portal
  const [looking, setLooking] = useState(() => begun ?? beginLook(portal))
  const [state, setState] = useState<Looked | null>(null)
  const look = useCallback((next: Looking) => {
    setState(null)
    setLooking(next)
  }, [])

  useEffect(() => {
    // Another link pasted over this page changes the fragment alone, and loads nothing anew.
    const reread = () => {
      if (location.hash !== '') look(beginLook({ client, clinicId }))
    }
    addEventListener('hashchange', reread)
    return () => removeEventListener('hashchange', reread)
  }, [client, clinicId, look])

  useEffect(() => {
    let isCurrent = true
    void looking.looked.then((looked) => {
      if (isCurrent) setState(looked)
    })
    return () => {
      isCurrent = false
    }
  }, [looking])

  if (!state) return <LookingPage />
  switch (state.kind) {
    case 'incomplete':
      return (
        <Page title={words.incomplete.heading} foot={words.foot.sealed}>
          <PageHeading>{words.incomplete.heading}</PageHeading>
          <p className="pt-lead">{words.incomplete.text}</p>
          <ol className="pt-ways">
            {words.incomplete.ways.map((way) => (
              <li key={way}>{way}</li>
            ))}
            {profile.phone && <li>{words.incomplete.callWay(profile.phone)}</li>}
          </ol>
          <div className="pt-actions">
            <Button kind="quiet" onClick={() => goTo(pathOf(clinicId, null, { page: 'code' }))}>
              {words.incomplete.codeWay}
            </Button>
            <CallLink phone={profile.phone} />
          </div>
        </Page>
      )
    case 'trouble':
      return (
        <Page title={words.product} foot={words.foot.sealed}>
          <h1 className="pt-unseen">{words.product}</h1>
          <Notice tone="bad">{troubleText(state.trouble)}</Notice>
          <Button onClick={() => look(lookAgain(portal, looking.fragment))}>{words.tryAgain}</Button>
        </Page>
      )
    case 'dead':
      return (
        <DeadPage
          look={state}
          onLeave={() => forgetFragment(clinicId)}
          onLookAgain={() => look(lookAgain(portal, looking.fragment))}
        />
      )
    case 'open':
      return <LinkPage key={state.link.token} link={state.link} />
  }
}

function LinkPage({ link }: { link: OpenLink }): ReactNode {
  const { clinicId, profile } = usePortal()
  const greeting = useGreeting(link)
  const introduced = useMemo(() => introduce(link, clinicId, profile), [link, clinicId, profile])
  if (!introduced) return <ForgedPage />
  return (
    <RedeemPage
      invitation={{ ...link, introduced, greeting }}
      hasActed={false}
      onSpent={() => forgetFragment(clinicId)}
    />
  )
}
