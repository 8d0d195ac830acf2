import { lazy, useEffect, type ReactNode } from 'react'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { zoneCity } from '../../shared/language/formats.ts'
import { loadMessagePages } from '../loadVault.ts'
import { goTo, pathOf, type Place } from '../navigation.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { countsAsSent } from '../sentForms.ts'
import { sentAt } from '../tab.ts'
import { troubleText } from '../trouble.ts'
import { UnreadContext } from '../unread.ts'
import { Button, CallLink, Notice } from '../views/controls.tsx'
import { homeModel } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { VisitRows } from '../views/VisitsView.tsx'
import type { ListedVisit } from '../views/visitList.ts'
import { FormsPage } from './FormsPage.tsx'
import { HomePage } from './HomePage.tsx'
import { HoldingPage } from './HoldingPage.tsx'
import { NextFormPage } from './NextFormPage.tsx'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'
import { RecordsPage } from './RecordsPage.tsx'
import { useMessages } from './useMessages.ts'
import { listedOf, useBooked } from './useBooked.ts'
import { useRecords, type Holding } from './useRecords.ts'
import { VisitsPages } from './VisitsPages.tsx'

const MessagePages = lazy(() => loadMessagePages().then((module) => ({ default: module.MessagePages })))

/** Every page that shows somebody's records: loads them once, and says when there is nothing to show. */
export function RecordsPages({ place, session }: { place: Place; session: OpenSession }): ReactNode {
  const { clinicId, profile, setNotice } = usePortal()
  const { holdings, trouble, refresh, openPart } = useRecords(session, place.page === 'nextForm')
  const booked = useBooked()
  const looked = holdings?.find(({ link }) => link.id === place.linkId) ?? holdings?.[0] ?? null
  const messages = useMessages(session, looked)
  const foot = words.foot.zone(zoneCity(profile.timeZone))
  const isHome = place.page === 'home'
  const isVisit = place.page === 'visits' || place.page === 'visit'
  useEffect(() => {
    // The sentence about what has just happened stands on the first page, or the visit's, until one goes on.
    if (!isHome && !isVisit) setNotice(null)
  }, [isHome, isVisit, setNotice])

  if (!holdings) {
    return (
      <Page title={words.product} foot={foot}>
        {trouble ? (
          <>
            <h1 className="pt-unseen">{words.product}</h1>
            <Notice tone="bad">{troubleText(trouble)}</Notice>
            <Button onClick={() => void refresh()}>{words.tryAgain}</Button>
          </>
        ) : (
          <>
            <p className="pt-unseen" role="status">
              {words.loading}
            </p>
            <div className="pt-skeleton" aria-hidden="true">
              <i />
              <i />
              <i />
            </div>
          </>
        )}
      </Page>
    )
  }

  const holding = looked
  if (!holding) {
    return (
      <Page title={words.product} foot={foot}>
        <PageHeading>{words.home.noLinks}</PageHeading>
        <p className="pt-lead">{words.home.noLinksText}</p>
        <div className="pt-actions">
          <CallLink phone={profile.phone} kind="main" />
        </div>
      </Page>
    )
  }
  const now = new Date().toISOString()
  const { index, link } = holding
  const inPlaces = (page: ReactNode) => <UnreadContext.Provider value={messages.unread}>{page}</UnreadContext.Provider>
  // An instant by construction; the domain's brand is for what comes over the wire.
  const model = index && homeModel(index, now as typeof index.madeAt, sentHere(index, now))
  const toCome = listedOf(booked, link.id, model?.nextVisits ?? [])
  // Of what does not open, or is not the clinic's, nothing is shown (R11.5).
  if (isVisit && (model || holding.state === 'waiting')) {
    const visitId = place.page === 'visit' ? place.id : null
    return inPlaces(
      <VisitsPages key={link.id} {...{ visitId, session, model, toCome, booked, now, foot }} linkId={link.id} />,
    )
  }
  const onBook = booked.sale && (() => goTo(pathOf(clinicId, link.id, { page: 'book' })))
  if (!index || !model) {
    const onTryAgain = () => void refresh()
    return <NothingPage {...{ holding, holdings, foot, toCome, now, onBook, onTryAgain }} />
  }
  const shared = { linkId: link.id, model, now, foot }
  if (isHome) {
    const whole = { ...model, nextVisits: toCome }
    return inPlaces(<HomePage key={link.id} {...shared} {...{ holding, holdings, trouble, onBook }} model={whole} />)
  }
  if (place.page === 'nextForm') return <NextFormPage {...shared} />
  if (place.page === 'forms') return inPlaces(<FormsPage {...shared} />)
  if (place.page === 'records') return inPlaces(<RecordsPage {...shared} {...{ session, index, refresh }} />)
  if (place.page === 'messages' || place.page === 'writeMessage' || place.page === 'thread') {
    return inPlaces(<MessagePages key={link.id} {...shared} {...{ place, session, index, messages }} />)
  }
  return inPlaces(<HoldingPage {...shared} {...{ openPart, refresh, place, session }} index={index} />)
}

function sentHere({ items, madeAt }: RecordIndex, now: string): ReadonlyMap<string, string> {
  const forms = items.flatMap((item) => (item.kind === 'form' ? [item.form.assignmentId] : []))
  return new Map(
    forms.flatMap((assignmentId) => {
      const at = sentAt(assignmentId)
      return at === null || !countsAsSent(at, madeAt, now) ? [] : [[assignmentId, at]]
    }),
  )
}

type NothingPageProps = {
  readonly holding: Holding
  readonly holdings: readonly Holding[]
  readonly foot: string
  /** What was booked online while the clinic is off. */
  readonly toCome: readonly ListedVisit[]
  readonly now: string
  readonly onBook: (() => void) | null
  readonly onTryAgain: () => void
}

/**
 * A link whose records have not come yet, do not open, or are not the clinic's newest. Where somebody may stand between,
 * no number is shown: it would be the endpoint's word (R11.5).
 */
function NothingPage(props: NothingPageProps): ReactNode {
  const { holding, holdings, foot, toCome, now, onBook, onTryAgain } = props
  const { clinicId, profile, notice } = usePortal()
  const isWaiting = holding.state === 'waiting'
  const isDoubted = holding.state === 'forged' || holding.state === 'old'
  const { heading, text } = words.nothing[holding.state === 'open' ? 'waiting' : holding.state]
  const isBooked = isWaiting && toCome.length > 0
  const others = holdings.filter(({ index }) => index !== null)
  return (
    <Page
      title={words.product}
      foot={isDoubted ? words.foot.nothing : foot}
      linkId={holding.link.id}
      bar={isWaiting && <Places current="home" toDo={0} linkId={holding.link.id} />}
    >
      {notice && <Notice tone={notice === words.older.wentOn ? 'warn' : 'good'}>{notice}</Notice>}
      <PageHeading>{isBooked ? words.home.nextVisits : heading}</PageHeading>
      {isBooked ? (
        <VisitRows
          visits={toCome}
          timeZone={profile.timeZone}
          now={now}
          onOpen={(id) => goTo(pathOf(clinicId, holding.link.id, { page: 'visit', id }))}
        />
      ) : (
        <p className="pt-lead">{text}</p>
      )}
      <div className="pt-actions">
        {isBooked && onBook && (
          <Button kind="quiet" onClick={onBook}>
            {words.visits.book}
          </Button>
        )}
        {isDoubted ? (
          <Button kind="quiet" onClick={onTryAgain}>
            {words.tryAgain}
          </Button>
        ) : (
          <CallLink phone={profile.phone} kind={isWaiting ? 'quiet' : 'main'} />
        )}
        {others.map((other) => (
          <SwitchTo key={other.link.id} holding={other} />
        ))}
      </div>
    </Page>
  )
}

function SwitchTo({ holding }: { holding: Holding }): ReactNode {
  const { clinicId } = usePortal()
  if (!holding.index) return null
  const { name } = homeModel(holding.index, holding.index.madeAt, new Map())
  return (
    <Button kind="quiet" onClick={() => goTo(pathOf(clinicId, holding.link.id, { page: 'home' }))}>
      {words.home.switchTo(name)}
    </Button>
  )
}
