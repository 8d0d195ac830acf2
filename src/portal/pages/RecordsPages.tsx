import { useEffect, type ReactNode } from 'react'
import type { RecordIndex } from '../../shared/domain/recordIndex.ts'
import { zoneCity } from '../../shared/language/formats.ts'
import { goTo, pathOf, type Place } from '../navigation.ts'
import { usePortal, type OpenSession } from '../portal.ts'
import { countsAsSent } from '../sentForms.ts'
import { sentAt } from '../tab.ts'
import { troubleText } from '../trouble.ts'
import { Button, CallLink, Notice } from '../views/controls.tsx'
import { homeModel } from '../views/homeModel.ts'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { FormsPage } from './FormsPage.tsx'
import { HomePage } from './HomePage.tsx'
import { HoldingPage } from './HoldingPage.tsx'
import { Page } from './Page.tsx'
import { useRecords, type Holding } from './useRecords.ts'

/** Every page that shows somebody's records: loads them once, and says when there is nothing to show. */
export function RecordsPages({ place, session }: { place: Place; session: OpenSession }): ReactNode {
  const { profile, setNotice } = usePortal()
  const { holdings, trouble, refresh, openPart } = useRecords(session, place.page === 'forms')
  const foot = words.foot.zone(zoneCity(profile.timeZone))
  const isHome = place.page === 'home'
  useEffect(() => {
    // The sentence about what has just happened stands on the first page until one goes on.
    if (!isHome) setNotice(null)
  }, [isHome, setNotice])

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

  const holding = holdings.find(({ link }) => link.id === place.linkId) ?? holdings[0]
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
  if (!holding.index)
    return <NothingPage holding={holding} holdings={holdings} foot={foot} onTryAgain={() => void refresh()} />
  const now = new Date().toISOString()
  // An instant by construction; the domain's brand is for what comes over the wire.
  const model = homeModel(holding.index, now as typeof holding.index.madeAt, sentHere(holding.index, now))
  const shared = { linkId: holding.link.id, model, now, foot }
  if (isHome)
    return <HomePage key={holding.link.id} {...shared} holding={holding} holdings={holdings} trouble={trouble} />
  if (place.page === 'forms') return <FormsPage {...shared} />
  return <HoldingPage {...shared} {...{ openPart, refresh, place, session }} index={holding.index} />
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
  readonly onTryAgain: () => void
}

/**
 * A link whose records have not come yet, do not open, or are not the clinic's newest. Where somebody may stand between,
 * no number is shown: it would be the endpoint's word (R11.5).
 */
function NothingPage({ holding, holdings, foot, onTryAgain }: NothingPageProps): ReactNode {
  const { profile, notice } = usePortal()
  const isWaiting = holding.state === 'waiting'
  const isDoubted = holding.state === 'forged' || holding.state === 'old'
  const { heading, text } = words.nothing[holding.state === 'open' ? 'waiting' : holding.state]
  const others = holdings.filter(({ index }) => index !== null)
  return (
    <Page title={words.product} foot={isDoubted ? words.foot.nothing : foot} linkId={holding.link.id}>
      {notice && <Notice tone={notice === words.older.wentOn ? 'warn' : 'good'}>{notice}</Notice>}
      <PageHeading>{heading}</PageHeading>
      <p className="pt-lead">{text}</p>
      <div className="pt-actions">
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
