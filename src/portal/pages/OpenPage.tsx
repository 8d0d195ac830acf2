import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { DeadBecause } from '../../shared/domain/invitations.ts'
import type { InvitationLook } from '../../shared/contract/portal.ts'
import type { Greeting } from '../../shared/domain/visibility.ts'
import { troubleOf, troubleText, type Trouble } from '../api.ts'
import { loadVault } from '../loadVault.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { forgetFragment, takeFragment } from '../tab.ts'
import { Button, CallLink, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words.ts'
import { DeadPage } from './DeadPage.tsx'
import { Page } from './Page.tsx'
import { RedeemPage } from './RedeemPage.tsx'

export type OpenInvitation = {
  readonly identity: string
  readonly token: string
  readonly look: Extract<InvitationLook, { state: 'open' }>
  readonly greeting: Greeting | null
}

type Looked =
  | { readonly kind: 'looking' | 'incomplete' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'dead'; readonly because: DeadBecause; readonly endedAt: string | null }
  | { readonly kind: 'open'; readonly invitation: OpenInvitation }

/**
 * The page behind every link in an e-mail. The fragment is read, taken out of the address bar and checked on this device;
 * opening the page spends nothing (R4.3).
 */
export function OpenPage(): ReactNode {
  const { clinicId, client, profile } = usePortal()
  const [fragment, setFragment] = useState(() => takeFragment(clinicId))
  const [state, setState] = useState<Looked>({ kind: 'looking' })

  useEffect(() => {
    // Another link pasted over this page changes the fragment alone, and loads nothing anew.
    const reread = () => {
      if (location.hash === '') return
      setFragment(takeFragment(clinicId))
      setState({ kind: 'looking' })
    }
    addEventListener('hashchange', reread)
    return () => removeEventListener('hashchange', reread)
  }, [clinicId])

  const look = useCallback(async (): Promise<Looked> => {
    try {
      const vault = await loadVault()
      const identity = fragment === null ? null : vault.fromFragment(fragment)
      if (!identity) return { kind: 'incomplete' }
      const token = vault.redeemToken(identity)
      const looked = await client.invitation.look({ clinicId, token })
      if (looked.state === 'dead') return { kind: 'dead', because: looked.because, endedAt: looked.endedAt }
      const greeting = await vault.openOrNull(looked.greeting, [identity], vault.Greeting)
      return { kind: 'open', invitation: { identity, token, look: looked, greeting } }
    } catch (error) {
      return { kind: 'trouble', trouble: troubleOf(error) }
    }
  }, [client, clinicId, fragment])

  const isLooking = state.kind === 'looking'
  useEffect(() => {
    if (!isLooking) return
    let isCurrent = true
    void look().then((looked) => {
      if (isCurrent) setState(looked)
    })
    return () => {
      isCurrent = false
    }
  }, [isLooking, look])

  switch (state.kind) {
    case 'looking':
      return (
        <Page title={words.product} foot={words.foot.sealed}>
          <p className="pt-unseen" role="status">
            {words.loading}
          </p>
          <div className="pt-skeleton" aria-hidden="true">
            <i />
            <i />
            <i />
          </div>
        </Page>
      )
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
          <Button onClick={() => setState({ kind: 'looking' })}>{words.tryAgain}</Button>
        </Page>
      )
    case 'dead':
      return <DeadPage because={state.because} endedAt={state.endedAt} onLeave={() => forgetFragment(clinicId)} />
    case 'open':
      return (
        <RedeemPage
          key={state.invitation.token}
          invitation={state.invitation}
          hasActed={false}
          onSpent={() => forgetFragment(clinicId)}
        />
      )
  }
}
