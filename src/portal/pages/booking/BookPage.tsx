import { useEffect, useState, type ReactNode } from 'react'
import { askSale, beginBooking, type Asked, type BegunBooking, type Sale } from '../../booking/ask.ts'
import { isNamed } from '../../booking/trust.ts'
import { usePortal } from '../../portal.ts'
import { takeFingerprint } from '../../tab.ts'
import { troubleText } from '../../trouble.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { words } from '../../words/words.ts'
import { LookingPage } from '../LookingPage.tsx'
import { Page } from '../Page.tsx'
import { BookingSteps } from './BookingSteps.tsx'

type BookPageProps = {
  readonly linkId: string | null
  /** What was asked while this script was on its way; null when one came here later. */
  readonly begun: BegunBooking | null
}

/** Booking a visit (R2.1, R6.3), linked from the clinic's website. Looking at times needs no login. */
export function BookPage({ linkId, begun }: BookPageProps): ReactNode {
  const portal = usePortal()
  const { client, clinicId, profile, session } = portal
  const [asking, setAsking] = useState(() => begun ?? beginBooking(portal))
  const [sale, setSale] = useState<Asked<Sale> | null>(null)
  const [fingerprint] = useState(() => takeFingerprint(clinicId))
  const [isForeign, setForeign] = useState(false)
  const key = session.kind === 'open' ? session.keyring.clinic : profile.recipient

  useEffect(() => {
    let isCurrent = true
    void asking.sale.then((asked) => {
      if (isCurrent) setSale(asked)
    })
    return () => {
      isCurrent = false
    }
  }, [asking])
  useEffect(() => {
    let isCurrent = true
    // Where the script does not come, it is asked once more before anything is sent.
    isNamed(fingerprint, key).then(
      (isOurs) => isCurrent && setForeign(!isOurs),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [fingerprint, key])

  if (isForeign) return <ForeignPage />
  if (!sale) return <LookingPage />
  switch (sale.kind) {
    case 'answer':
      return (
        <BookingSteps
          sale={sale.answer}
          begun={asking}
          linkId={linkId}
          fingerprint={fingerprint}
          onForeign={() => setForeign(true)}
          onWithdrawn={() => setAsking({ sale: askSale({ client, clinicId }), first: null })}
        />
      )
    case 'withdrawn':
      return <NothingOnSale />
    case 'trouble':
      return (
        <Page title={bookingWords.title} foot={words.foot.sealed}>
          <PageHeading>{bookingWords.choose.heading}</PageHeading>
          <Notice tone="bad">{troubleText(sale.trouble)}</Notice>
          <Button
            onClick={() => {
              setSale(null)
              setAsking(beginBooking(portal))
            }}
          >
            {words.tryAgain}
          </Button>
        </Page>
      )
  }
}

function NothingOnSale(): ReactNode {
  const { profile } = usePortal()
  return (
    <Page title={bookingWords.title} foot={words.foot.sealed}>
      <PageHeading>{bookingWords.nothing.heading}</PageHeading>
      <p className="pt-lead">{bookingWords.nothing.text}</p>
      <div className="pt-actions">
        <CallLink phone={profile.phone} kind="main" />
      </div>
    </Page>
  )
}

/** Decision 0034: the address named another key. No number is shown: it would be the endpoint's word (R11.5). */
function ForeignPage(): ReactNode {
  const { foreign } = bookingWords
  return (
    <Page title={foreign.heading} foot={words.foot.nothing}>
      <PageHeading>{foreign.heading}</PageHeading>
      <p className="pt-lead">{foreign.text}</p>
      <ol className="pt-ways">
        {foreign.ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ol>
    </Page>
  )
}
