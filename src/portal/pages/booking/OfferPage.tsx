import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { OfferLook } from '../../../shared/contract/portalOffers.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { offerMac, offerToken, readOfferFragment, type OfferAnswer } from '../../../shared/envelope/offers.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { takeOffer } from '../../tab.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../../trouble.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'

type State =
  | { readonly kind: 'looking' | 'dead' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'shown'; readonly offer: OfferLook; readonly trouble: Trouble | null }

/**
 * R6.2: a time that the waiting list was offered, behind the link of an e-mail. Opening it, by whomever and however often, answers
 * nothing: a press does (R4.3). It needs no login.
 */
export function OfferPage(): ReactNode {
  const { client, clinicId } = usePortal()
  const [link] = useState(() => readOfferFragment(takeOffer(clinicId) ?? ''))
  const secret = link?.secret ?? null
  const [state, setState] = useState<State>({ kind: secret ? 'looking' : 'dead' })
  const { isBusy, run } = useBusy()
  const said = bookingWords.offer

  const look = useCallback(async () => {
    if (!secret) return
    try {
      const offer = await client.offers.look({ clinicId, token: offerToken(secret) })
      setState({ kind: 'shown', offer, trouble: null })
    } catch (error) {
      setState(isCode(error, 'NOT_FOUND') ? { kind: 'dead' } : { kind: 'failed', trouble: troubleOf(error) })
    }
  }, [client, clinicId, secret])
  useEffect(() => void look(), [look])

  async function answer(offer: OfferLook, answer: OfferAnswer): Promise<void> {
    if (!secret) return
    const { offerId, practitionerId, startsAt } = offer
    const mac = offerMac(secret, { clinicId, offerId, practitionerId, startsAt, answer })
    try {
      const answered = await client.offers.answer({ clinicId, token: offerToken(secret), answer, mac })
      setState({ kind: 'shown', offer: answered, trouble: null })
    } catch (error) {
      setState({ kind: 'shown', offer, trouble: troubleOf(error) })
    }
  }

  if (state.kind === 'shown') {
    return (
      <Offer
        {...{ offer: state.offer, trouble: state.trouble, isBusy, insteadOfAt: link?.insteadOfAt ?? null }}
        onAnswer={(answered) => run(() => answer(state.offer, answered))}
      />
    )
  }
  return (
    <Page title={said.title} foot={said.foot}>
      {state.kind === 'looking' ? (
        <p className="pt-unseen" role="status">
          {words.loading}
        </p>
      ) : state.kind === 'failed' ? (
        <>
          <PageHeading>{said.title}</PageHeading>
          <Notice tone="bad">{troubleText(state.trouble)}</Notice>
          <Button isBusy={isBusy} busyText={words.loading} onClick={() => run(look)}>
            {words.tryAgain}
          </Button>
        </>
      ) : (
        <>
          <PageHeading>{said.dead}</PageHeading>
          <p className="pt-lead">{said.deadText}</p>
          <NextStep />
        </>
      )}
    </Page>
  )
}

function Offer(props: {
  readonly offer: OfferLook
  readonly insteadOfAt: Instant | null
  readonly trouble: Trouble | null
  readonly isBusy: boolean
  readonly onAnswer: (answer: OfferAnswer) => void
}): ReactNode {
  const { offer, isBusy, insteadOfAt } = props
  const { profile } = usePortal()
  const { timeZone } = profile
  const now = new Date().toISOString()
  const said = bookingWords.offer
  const isOpen = offer.state === 'open'
  const { heading, text } = said[offer.state]
  const until = formats.clock(offer.until, timeZone)
  const what = [offer.serviceName, offer.practitionerName].filter((part) => part !== null)
  return (
    <Page title={said.title} foot={isOpen ? said.foot : words.foot.sealed}>
      <PageHeading key={offer.state}>{heading}</PageHeading>
      <p className="pt-lead">{text(until)}</p>
      {isOpen && insteadOfAt !== null && (
        <p className="pt-lead">{said.moves(formats.weekdayDayClock(insteadOfAt, timeZone, now))}</p>
      )}
      <div className={isOpen || offer.state === 'accepted' ? 'pt-held pt-booked' : 'pt-held'}>
        <p className="pt-held-when">{formats.weekdayDayClock(offer.startsAt, timeZone, now)}</p>
        {what.length > 0 && <p dir="auto">{what.join(', ')}</p>}
        <p dir="auto">{[profile.name, profile.addressLine].filter((part) => part !== '').join(', ')}</p>
      </div>
      {props.trouble && <Notice tone="bad">{troubleText(props.trouble)}</Notice>}
      {isOpen ? (
        <div className="pt-actions">
          <Button isBusy={isBusy} busyText={said.busy} onClick={() => props.onAnswer('accepted')}>
            {said.take}
          </Button>
          <Button kind="quiet" onClick={() => !isBusy && props.onAnswer('declined')}>
            {said.decline}
          </Button>
        </div>
      ) : (
        <NextStep />
      )}
    </Page>
  )
}

/** Whoever has no time yet books another, or calls. */
function NextStep(): ReactNode {
  const { clinicId, profile } = usePortal()
  return (
    <div className="pt-actions">
      <Button kind="quiet" onClick={() => goTo(pathOf(clinicId, null, { page: 'book' }))}>
        {bookingWords.offer.others}
      </Button>
      <CallLink phone={profile.phone} />
    </div>
  )
}
