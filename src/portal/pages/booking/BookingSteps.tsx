import { lazy, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { LinkId, ServiceId } from '../../../shared/domain/ids.ts'
import { useSearch } from 'wouter-preact/use-browser-location'
import { hold } from '../../booking/acts.ts'
import { searchOf, wantedIn, type Wanted } from '../../booking/address.ts'
import type { BegunBooking, Sale } from '../../booking/ask.ts'
import {
  NOTHING_KEPT,
  NOTHING_WAITED_FOR,
  readKept,
  writeKept,
  type Booked,
  type Kept,
  type Typed,
} from '../../booking/kept.ts'
import { usePortal, type Session } from '../../portal.ts'
import { goToStep, leaveSteps, stayAtStep, useStep } from '../../steps.ts'
import { BookedStep } from './BookedStep.tsx'
import { ChooseStep } from './ChooseStep.tsx'
import { DetailsStep } from './DetailsStep.tsx'
import { SignInStep } from './SignInStep.tsx'
import { TimesStep, type ChosenTime, type HoldFailure } from './TimesStep.tsx'

const WaitStep = lazy(() => import('./WaitStep.tsx').then((module) => ({ default: module.WaitStep })))
const WaitAsked = lazy(() => import('./WaitStep.tsx').then((module) => ({ default: module.WaitAsked })))

type BookingStepsProps = {
  readonly sale: Sale
  readonly begun: BegunBooking
  readonly linkId: string | null
  readonly fingerprint: string | null
  readonly onForeign: () => void
  /** What is on sale has changed: it is asked for anew. */
  readonly onWithdrawn: () => void
}

/** The steps of booking, each in the tab's history; what is chosen stands in the address, what is typed in this tab alone. */
export function BookingSteps(props: BookingStepsProps): ReactNode {
  const { sale, begun, linkId, fingerprint } = props
  const portal = usePortal()
  const { clinicId, session, setSession } = portal
  const { name, depth } = useStep()
  const wanted = wantedIn(useSearch())
  const [kept, setKept] = useState(() => readKept(clinicId))
  const [isWithdrawn, setWithdrawn] = useState(false)
  const service = sale.services.find(({ id }) => id === wanted.serviceId) ?? null
  const whom = service?.practitionerIds.find((id) => id === wanted.practitionerId) ?? null
  const nameOf = (id: string) => sale.practitioners.find((each) => each.id === id)?.name ?? ''
  const onBack = depth > 0 ? () => history.back() : undefined
  const openSignIn = session.kind === 'open' ? null : () => goToStep('signIn')

  function write(change: (before: Kept) => Partial<Kept>): void {
    setKept((before) => {
      const after = { ...before, ...change(before) }
      writeKept(clinicId, after)
      return after
    })
  }
  const keep = (change: Partial<Kept>) => write(() => change)
  const onTyped = (change: Partial<Typed>) => write(({ typed }) => ({ typed: { ...typed, ...change } }))

  async function take(time: ChosenTime, serviceId: string): Promise<HoldFailure> {
    const id = serviceId as ServiceId // of the catalogue
    const options = { newLinkId: v7() as LinkId, now: Date.now } // an id where it is made
    const result = await hold(portal, { ...time, serviceId: id }, kept.held, options)
    switch (result.kind) {
      case 'held':
        keep({ held: result.held })
        return null
      case 'withdrawn':
        withdraw()
        return null
      default:
        return result
    }
  }

  function withdraw(): void {
    setWithdrawn(true)
    keep({ held: null })
    goToStep('choose', false, searchOf({ ...wanted, serviceId: null, practitionerId: null, on: null }, location.search))
    props.onWithdrawn()
  }

  function finish(booked: Booked, opened: Session | null): void {
    const after = { ...NOTHING_KEPT, booked }
    setKept(after)
    writeKept(clinicId, after)
    if (opened?.kind === 'open') setSession(opened)
    // Back does not lead to what is booked by now.
    leaveSteps(() => stayAtStep('booked', location.search))
  }

  function choose(next: Wanted): void {
    setWithdrawn(false)
    stayAtStep('choose', searchOf(next, location.search))
  }

  if (name === 'booked' && kept.booked) {
    return (
      <BookedStep
        sale={sale}
        booked={kept.booked}
        onAnother={() => goToStep('choose', false, searchOf({ ...wanted, on: null }, location.search))}
      />
    )
  }
  if (name === 'signIn' && session.kind !== 'open') {
    return <SignInStep onDone={() => (depth > 0 ? history.back() : stayAtStep('choose', location.search))} />
  }
  if (name === 'details' && kept.held) {
    const { held } = kept
    return (
      <DetailsStep
        {...{ sale, held, linkId, fingerprint, onTyped, onBack }}
        typed={kept.typed}
        onBooked={finish}
        onHold={(time) => take(time, held.serviceId)}
        onOther={() => goToStep('times')}
        onWithdrawn={withdraw}
        onForeign={props.onForeign}
        onSignIn={() => goToStep('signIn')}
      />
    )
  }
  if (name === 'wait' && service) {
    return (
      <WaitStep
        {...{ service, nameOf, linkId, fingerprint, onBack }}
        practitionerId={whom}
        typed={kept.wait}
        onTyped={(change) => write(({ wait }) => ({ wait: { ...wait, ...change } }))}
        onForeign={props.onForeign}
        onSignIn={() => goToStep('signIn')}
        onAsked={() => {
          keep({ wait: NOTHING_WAITED_FOR })
          leaveSteps(() => stayAtStep('asked', location.search))
        }}
      />
    )
  }
  if (name === 'asked' && service) {
    return <WaitAsked {...{ service, nameOf, linkId }} practitionerId={whom} />
  }
  const isAtTimes = name === 'choose' ? false : name !== null || wanted.isWhomSaid
  if (isAtTimes && service) {
    const { held } = kept
    const isHeld = held !== null && held.serviceId === service.id && held.endsHereAt > Date.now()
    return (
      <TimesStep
        key={`${service.id} ${whom}`}
        {...{ sale, service, nameOf, onBack }}
        wanted={{ ...wanted, practitionerId: whom }}
        held={isHeld ? { startsAt: held.startsAt, onGoOn: () => goToStep('details') } : null}
        onDay={(on) => stayAtStep('times', searchOf({ ...wanted, on }, location.search))}
        onHold={async (time) => {
          const failure = await take(time, service.id)
          if (failure === null) goToStep('details')
          return failure
        }}
        onChange={() => goToStep('choose')}
        onWait={() => goToStep('wait')}
      />
    )
  }
  return (
    <ChooseStep
      sale={sale}
      begun={begun}
      wanted={{ ...wanted, practitionerId: whom }}
      isWithdrawn={isWithdrawn || (wanted.serviceId !== null && !service)}
      onWanted={choose}
      onSee={() =>
        goToStep('times', false, searchOf({ ...wanted, practitionerId: whom, isWhomSaid: true }, location.search))
      }
      onSignIn={openSignIn}
    />
  )
}
