import { useEffect, useState, type ReactNode } from 'react'
import type { FreeTime } from '../../../shared/contract/portalBooking.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import type { Wanted } from '../../booking/address.ts'
import type { Sale } from '../../booking/ask.ts'
import { loadVault } from '../../loadVault.ts'
import { usePortal } from '../../portal.ts'
import { troubleInForm, type Trouble } from '../../trouble.ts'
import type { Slot } from '../../views/booking/week.ts'
import { Button, Notice, Problem } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'
import { TakenNotice } from './TakenNotice.tsx'
import { TimesPanel } from './TimesPanel.tsx'
import { useFreeDays } from './useFreeDays.ts'

export type ChosenTime = {
  readonly startsAt: FreeTime['startsAt']
  readonly practitionerId: FreeTime['practitionerId'] | null
}

/** What came of holding a time; null where it is held, and the page goes on. */
export type HoldFailure =
  | { readonly kind: 'taken'; readonly next: readonly FreeTime[] }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | null

type TimesStepProps = {
  readonly sale: Sale
  readonly service: Sale['services'][number]
  readonly wanted: Wanted
  /** What is held already, and the way on with it. */
  readonly held: { readonly startsAt: string; readonly onGoOn: () => void } | null
  readonly nameOf: (practitionerId: string) => string
  readonly onDay: (on: string) => void
  readonly onHold: (time: ChosenTime) => Promise<HoldFailure>
  readonly onChange: () => void
  readonly onWait: () => void
  readonly onBack: (() => void) | undefined
}

/** Days and times, the first free day first; a time is then held (R6.3). */
export function TimesStep(props: TimesStepProps): ReactNode {
  const { sale, service, wanted, held, nameOf, onDay, onHold, onChange, onBack } = props
  const { profile } = usePortal()
  const { timeZone } = profile
  const { practitionerId } = wanted
  const free = useFreeDays({ serviceId: service.id, practitionerId }, wanted.on)
  const [chosenAt, setChosenAt] = useState<Slot['startsAt'] | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [failure, setFailure] = useState<HoldFailure>(null)
  const { isBusy, run } = useBusy()
  // While a time is being chosen: what seals is there when it is held.
  useEffect(() => void loadVault().catch(() => undefined), [])
  const { times } = bookingWords

  async function take(time: ChosenTime): Promise<void> {
    setFailure(null)
    const found = await onHold(time)
    if (!found) return
    setFailure(found)
    if (found.kind === 'taken') {
      setChosenAt(null)
      free.askAgain()
    }
  }

  function press(): void {
    if (chosenAt === null) return setMissing(true)
    // Who offers the service, by the catalogue that the ids are from.
    run(() => take({ startsAt: chosenAt, practitionerId: practitionerId as ChosenTime['practitionerId'] }))
  }

  return (
    <Page title={bookingWords.title} foot={times.foot(zoneCity(timeZone))} onBack={onBack}>
      <div className="pt-wanted">
        <div>
          <PageHeading>
            {practitionerId === null
              ? bookingWords.anyoneOf(service.name)
              : bookingWords.withOne(service.name, nameOf(practitionerId))}
          </PageHeading>
          <p>
            {[bookingWords.minutes(service.minutes), practitionerId === null ? namesOf(service, nameOf) : null]
              .filter((part) => part !== null)
              .join(' · ')}
          </p>
        </div>
        <Button kind="link" onClick={onChange}>
          {times.change}
        </Button>
      </div>
      {held && (
        <Notice tone="good">
          <p>{times.stillHeld(formats.weekdayDayClock(held.startsAt, timeZone, held.startsAt))}</p>
          <Button kind="quiet" onClick={held.onGoOn}>
            {times.goOn}
          </Button>
        </Notice>
      )}
      {failure?.kind === 'taken' && (
        <TakenNotice next={failure.next} nameOf={nameOf} onChoose={(time) => run(() => take(time))} />
      )}
      <TimesPanel
        sale={sale}
        free={free}
        nameOf={practitionerId === null ? nameOf : null}
        chosenAt={chosenAt}
        onDay={(on) => {
          setChosenAt(null)
          onDay(on)
        }}
        onChoose={(slot) => {
          setMissing(false)
          setChosenAt(slot.startsAt)
        }}
      />
      <Button kind="link" onClick={props.onWait}>
        {times.noneSuits}
      </Button>
      {failure?.kind === 'trouble' && <Notice tone="bad">{troubleInForm(failure.trouble)}</Notice>}
      {free.firstOn !== null && (
        <div className="pt-stick">
          <Problem text={isMissing ? times.timeNeeded : null} />
          <Button isBusy={isBusy} busyText={times.holding} onClick={press}>
            {chosenAt === null
              ? times.holdAny
              : times.hold(formats.clock(chosenAt, timeZone), formats.shortWeekdayDay(chosenAt, timeZone, chosenAt))}
          </Button>
        </div>
      )}
    </Page>
  )
}

const MOST_NAMES = 3

/** Whoever offers it; too many to name are none. */
function namesOf({ practitionerIds }: Sale['services'][number], nameOf: (id: string) => string): string | null {
  return practitionerIds.length > MOST_NAMES ? null : bookingWords.or(practitionerIds.map(nameOf))
}
