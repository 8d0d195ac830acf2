import { useEffect, useState, type ReactNode } from 'react'
import type { Wanted } from '../../booking/address.ts'
import { askFirst, type Asked, type BegunBooking, type FreeTimes, type Sale } from '../../booking/ask.ts'
import { usePortal } from '../../portal.ts'
import { PersonChoice, ServiceChoice, type OfferedPerson } from '../../views/booking/ServiceChoice.tsx'
import { Button, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { Page } from '../Page.tsx'

type ChooseStepProps = {
  readonly sale: Sale
  readonly begun: BegunBooking
  readonly wanted: Wanted
  /** What was wanted is on sale no more. */
  readonly isWithdrawn: boolean
  readonly onWanted: (wanted: Wanted) => void
  readonly onSee: () => void
  readonly onSignIn: (() => void) | null
}

/** What the visit is for and with whom, the first free day beside each (R6.3). */
export function ChooseStep({
  sale,
  begun,
  wanted,
  isWithdrawn,
  onWanted,
  onSee,
  onSignIn,
}: ChooseStepProps): ReactNode {
  const { profile } = usePortal()
  const [isMissing, setMissing] = useState(false)
  const service = sale.services.find(({ id }) => id === wanted.serviceId) ?? null
  const first = useFirst(service?.id ?? null, begun)
  const { choose } = bookingWords
  return (
    <Page title={bookingWords.title} foot={choose.foot(profile.addressLine)}>
      {isWithdrawn && (
        <Notice tone="warn">
          <p className="pt-strong">{bookingWords.withdrawn.heading}</p>
          <p>{bookingWords.withdrawn.text}</p>
        </Notice>
      )}
      <PageHeading>{choose.heading}</PageHeading>
      <ServiceChoice
        services={sale.services}
        chosen={service?.id ?? null}
        problem={isMissing && !service ? choose.serviceNeeded : null}
        onChoose={(serviceId) =>
          onWanted({ ...wanted, serviceId, practitionerId: keptPerson(sale, wanted, serviceId), on: null })
        }
      />
      {service && (
        <PersonChoice
          people={peopleOf(sale, service, first, profile.timeZone)}
          chosen={wanted.practitionerId}
          onChoose={(practitionerId) => onWanted({ ...wanted, practitionerId, on: null })}
        />
      )}
      <div className="pt-stick">
        <div className="pt-actions">
          <Button onClick={() => (service ? onSee() : setMissing(true))}>{choose.see}</Button>
          {onSignIn && (
            <Button kind="link" onClick={onSignIn}>
              {choose.haveLogin}
            </Button>
          )}
        </div>
      </div>
    </Page>
  )
}

/** Whoever was chosen stays where they offer the other service too. */
function keptPerson(sale: Sale, { practitionerId }: Wanted, serviceId: string): string | null {
  const offered = sale.services.find(({ id }) => id === serviceId)?.practitionerIds ?? []
  return offered.find((id) => id === practitionerId) ?? null
}

/** Null until it is answered. */
function useFirst(serviceId: string | null, begun: BegunBooking): Asked<FreeTimes> | null {
  const { client, clinicId } = usePortal()
  const [known, setKnown] = useState<{ readonly serviceId: string; readonly asked: Asked<FreeTimes> } | null>(null)
  useEffect(() => {
    if (serviceId === null) return
    let isCurrent = true
    const free = begun.first?.serviceId === serviceId ? begun.first.free : askFirst({ client, clinicId }, serviceId)
    void free.then((asked) => {
      if (isCurrent) setKnown({ serviceId, asked })
    })
    return () => {
      isCurrent = false
    }
  }, [client, clinicId, serviceId, begun])
  return known?.serviceId === serviceId ? known.asked : null
}

function peopleOf(
  { practitioners }: Sale,
  { practitionerIds }: Sale['services'][number],
  asked: Asked<FreeTimes> | null,
  timeZone: string,
): OfferedPerson[] {
  const now = new Date().toISOString()
  const { choose } = bookingWords
  const firsts = asked?.kind === 'answer' ? asked.answer.first : []
  const detail = (first: FreeTimes['first'][number] | undefined) => {
    if (!asked) return choose.looking
    if (asked.kind === 'trouble') return ''
    return first ? formats.shortWeekdayDay(first.startsAt, timeZone, now) : choose.noneFree
  }
  const anyone = { id: null, name: choose.anyone, detail: detail(firsts[0]), isOffered: true }
  return [
    anyone,
    ...practitioners.map(({ id, name }) => {
      const isOffered = practitionerIds.includes(id)
      const first = firsts.find(({ practitionerId }) => practitionerId === id)
      return { id, name, isOffered, detail: isOffered ? detail(first) : choose.notThisService }
    }),
  ]
}
