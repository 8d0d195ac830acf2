import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { ClinicProfile } from '../shared/contract/outbox.ts'
import type { ClinicId } from '../shared/domain/ids.ts'
import { bookingNameOf, shortNameOf } from '../shared/domain/shortName.ts'
import type { ClinicFacts, RecordIndex } from '../shared/domain/recordIndex.ts'
import { currentSession, type At } from './accounts.ts'
import type { PortalClient } from './api.ts'
import { beginBooking, type BegunBooking } from './booking/ask.ts'
import { isBookingPath, loadBookingPages, loadOpenPage, loadSignedInPages, loadVault } from './loadVault.ts'
import { beginLook, lookAgain, type Looking } from './look.ts'
import { goTo, pathOf, usePlace, type Place } from './navigation.ts'
import { SignInPage } from './pages/SignInPage.tsx'
import { PortalContext, type Portal, type Session } from './portal.ts'
import { forgetWrap, takeWantedEmail } from './tab.ts'
import { isCode, troubleOf, troubleText, type Trouble } from './trouble.ts'
import { useManifest } from './useManifest.ts'
import { Button, Notice } from './views/controls.tsx'
import { Frame } from './views/Frame.tsx'
import { letFocusFollow, PageHeading } from './views/PageHeading.tsx'
import { words } from './words/words.ts'

const BookingPages = lazy(() => loadBookingPages().then((module) => ({ default: module.BookingPages })))
const OpenPage = lazy(() => loadOpenPage().then((module) => ({ default: module.OpenPage })))
const CodePage = lazy(() => import('./pages/CodePage.tsx').then((module) => ({ default: module.CodePage })))
const SignedInPages = lazy(() => loadSignedInPages().then((module) => ({ default: module.SignedInPages })))

export function App({ client }: { client: PortalClient }): ReactNode {
  const place = usePlace()
  useEffect(() => {
    letFocusFollow()
    // After the first paint, and before anybody has typed anything: the keys' half of the script. Whoever looks at free times
    // needs none of it before a time is chosen.
    if (!isBookingPath(location.pathname)) void loadVault().catch(() => undefined)
    const prepare = () => void loadSignedInPages().catch(() => undefined)
    const once = { once: true }
    addEventListener('pointerdown', prepare, once)
    addEventListener('keydown', prepare, once)
    return () => {
      removeEventListener('pointerdown', prepare)
      removeEventListener('keydown', prepare)
    }
  }, [])
  const bookingName = place ? null : bookingNameOf(location.pathname)
  const shortName = place ? null : shortNameOf(location.pathname)
  if (bookingName !== null) return <NamedPage key="book" client={client} name={bookingName} page="book" />
  if (shortName !== null) return <NamedPage key={shortName} client={client} name={shortName} page="code" />
  if (!place) return <MissingPage />
  // The path was checked to be a UUID; the endpoint has the last word on which clinic that is.
  return <ClinicPages key={place.clinicId} at={{ client, clinicId: place.clinicId as ClinicId }} place={place} />
}

type Boot =
  | { readonly kind: 'loading' | 'missing' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'ready'; readonly profile: ClinicProfile; readonly session: Session }

async function boot(at: At): Promise<Boot> {
  try {
    const [profile, session] = await Promise.all([
      at.client.clinic.profile({ clinicId: at.clinicId }),
      currentSession(at),
    ])
    return { kind: 'ready', profile, session }
  } catch (error) {
    if (isCode(error, 'NOT_FOUND')) return { kind: 'missing' }
    return { kind: 'failed', trouble: troubleOf(error) }
  }
}

function ClinicPages({ at, place }: { at: At; place: Place }): ReactNode {
  const [state, setState] = useState<Boot>({ kind: 'loading' })
  const [notice, setNotice] = useState<string | null>(null)
  const [facts, setFacts] = useState<ClinicFacts | null>(null)
  const [held, noteHeld] = useState(0)
  const { client, clinicId } = at
  useManifest(clinicId)
  // Asked while the page is being drawn for the first time, so that the answer meets the first paint.
  const [asked, setAsked] = useState(() => boot(at))
  const isAtLink = place.page === 'open'
  const [begun, setBegun] = useState(() => (isAtLink ? beginLook(at) : null))
  useEffect(() => {
    let isCurrent = true
    void asked.then((answer) => {
      if (isCurrent) setState(answer)
    })
    return () => {
      isCurrent = false
    }
  }, [asked])
  const isBooking = place.page === 'book'
  const [begunBooking, setBegunBooking] = useState(() => (isBooking ? beginBooking(at) : null))
  useEffect(() => (isBooking ? () => setBegunBooking(null) : undefined), [isBooking])
  // Whoever comes back to the link later asks anew.
  useEffect(() => (isAtLink ? () => setBegun(null) : undefined), [isAtLink])
  const askAgain = () => {
    setBegun((last) => last && lookAgain(at, last.fragment))
    setState({ kind: 'loading' })
    setAsked(boot(at))
  }
  const setSession = useCallback((session: Session) => {
    setState((known) => (known.kind === 'ready' ? { ...known, session } : known))
  }, [])
  const endSession = useCallback(() => {
    forgetWrap(clinicId)
    setSession({ kind: 'signedOut', because: 'time' })
  }, [clinicId, setSession])
  const noteClinic = useCallback((indexes: readonly RecordIndex[]) => {
    const [newest] = indexes.toSorted((one, other) => (one.madeAt > other.madeAt ? -1 : 1))
    setFacts((known) => newest?.clinic ?? known)
  }, [])
  const portal = useMemo<Portal | null>(() => {
    if (state.kind !== 'ready') return null
    const { session } = state
    // What was said to whoever was signed in is not said to the next.
    const profile = { ...state.profile, ...(session.kind === 'open' && facts) }
    const isShared = held > 1
    const about = { client, clinicId, profile, session, isShared, notice }
    return { ...about, setSession, endSession, noteClinic, noteHeld, setNotice }
  }, [state, client, clinicId, facts, held, setSession, endSession, noteClinic, notice])

  if (state.kind === 'missing') return <MissingPage />
  if (state.kind === 'failed') return <FailedPage trouble={state.trouble} onTryAgain={askAgain} />
  if (!portal) return <LoadingPage />
  return (
    <PortalContext.Provider value={portal}>
      <PageAt place={place} session={portal.session} begun={begun} begunBooking={begunBooking} />
    </PortalContext.Provider>
  )
}

type PageAtProps = {
  readonly place: Place
  readonly session: Session
  readonly begun: Looking | null
  readonly begunBooking: BegunBooking | null
}

function PageAt(props: PageAtProps): ReactNode {
  return (
    <Suspense fallback={<LoadingPage />}>
      <PageOf {...props} />
    </Suspense>
  )
}

function PageOf({ place, session, begun, begunBooking }: PageAtProps): ReactNode {
  if (place.page === 'open') return <OpenPage begun={begun} />
  if (place.page === 'code') return <CodePage />
  const isOfVisit = place.page === 'come' || place.page === 'offer'
  if (place.page === 'book' || place.page === 'confirm' || isOfVisit) {
    return <BookingPages place={place} begun={begunBooking} />
  }
  // Out of the address bar before anybody signs in (R4.3).
  if (place.page === 'email') takeWantedEmail(place.clinicId)
  if (session.kind !== 'open') return <SignInPage />
  return <SignedInPages place={place} session={session} />
}

function LoadingPage(): ReactNode {
  return (
    <Frame clinicName={null} foot={words.foot.sealed}>
      <p className="pt-unseen" role="status">
        {words.loading}
      </p>
      <div className="pt-skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </Frame>
  )
}

type NamedPageProps = {
  readonly client: PortalClient
  readonly name: string
  readonly page: 'code' | 'book'
}

/** A clinic's short address (R4.5): on to the page for codes, or to book. It vouches for nothing, and nothing is typed here (R11.5). */
function NamedPage({ client, name, page }: NamedPageProps): ReactNode {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const isAsking = trouble === null
  useEffect(() => {
    if (!isAsking) return
    client.clinic.byName({ name }).then(
      ({ clinicId }) => {
        // With what the clinic's website put into its address.
        const rest = page === 'book' ? location.search + location.hash : ''
        goTo(pathOf(clinicId, null, { page }) + rest, 'replace')
      },
      (error: unknown) => setTrouble(troubleOf(error)),
    )
  }, [client, name, page, isAsking])
  if (isAsking) return <LoadingPage />
  if (trouble.code === 'NOT_FOUND') return <MissingPage text={words.missing.nameText(name)} />
  return <FailedPage trouble={trouble} onTryAgain={() => setTrouble(null)} />
}

function FailedPage({ trouble, onTryAgain }: { trouble: Trouble; onTryAgain: () => void }): ReactNode {
  return (
    <Frame clinicName={null} foot={words.foot.sealed}>
      <h1 className="pt-unseen">{words.product}</h1>
      <Notice tone="bad">{troubleText(trouble)}</Notice>
      <Button onClick={onTryAgain}>{words.tryAgain}</Button>
    </Frame>
  )
}

function MissingPage({ text = words.missing.text }: { text?: string }): ReactNode {
  useEffect(() => {
    document.title = words.missing.heading
  }, [])
  return (
    <Frame clinicName={null} foot={words.foot.sealed}>
      <PageHeading>{words.missing.heading}</PageHeading>
      <p className="pt-lead">{text}</p>
    </Frame>
  )
}
