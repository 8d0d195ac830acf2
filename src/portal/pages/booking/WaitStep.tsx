import { useId, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { AppointmentId, EventId, StaffId } from '../../../shared/domain/ids.ts'
import type { Sale } from '../../booking/ask.ts'
import { WAIT_PARTS, type TypedWait } from '../../booking/kept.ts'
import { isNamed } from '../../booking/trust.ts'
import { daysOf, type DaysProblem } from '../../views/booking/waitDays.ts'
import { askToWait } from '../../booking/waiting.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { troubleInForm, troubleOf, type Trouble } from '../../trouble.ts'
import { REASON_LENGTH, ReasonField } from '../../views/booking/ReasonFields.tsx'
import { WaitDays } from '../../views/booking/WaitDays.tsx'
import { dayIn } from '../../views/booking/week.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'
import { ForWhom, type Whom } from './ForWhom.tsx'
import { InsteadOfVisit } from './InsteadOfVisit.tsx'

type WaitStepProps = {
  readonly service: Sale['services'][number]
  /** Null for anyone. */
  readonly practitionerId: StaffId | null
  readonly nameOf: (practitionerId: string) => string
  readonly linkId: string | null
  readonly fingerprint: string | null
  readonly onForeign: () => void
  readonly onSignIn: () => void
  readonly onBack: (() => void) | undefined
  /** R6.2: what is typed, as a reload finds it again. */
  readonly typed: TypedWait
  readonly onTyped: (change: Partial<TypedWait>) => void
  readonly onAsked: () => void
}

type Asked = Pick<WaitStepProps, 'service' | 'practitionerId' | 'nameOf'>

function whatFor({ service, practitionerId, nameOf }: Asked): string {
  return practitionerId === null
    ? bookingWords.anyoneOf(service.name)
    : bookingWords.withOne(service.name, nameOf(practitionerId))
}

/** R6.2: the clinic has it; a reload stays here, and Back leads to no form that would ask once more. */
export function WaitAsked(props: Asked & { readonly linkId: string | null }): ReactNode {
  const { clinicId } = usePortal()
  const { wait, booked } = bookingWords
  return (
    <Page title={wait.title} foot={wait.foot}>
      <PageHeading>{wait.asked}</PageHeading>
      <p className="pt-lead">{wait.askedText(whatFor(props))}</p>
      <div className="pt-actions">
        <Button onClick={() => goTo(pathOf(clinicId, props.linkId, { page: 'visits' }))}>{booked.visits}</Button>
      </div>
    </Page>
  )
}

/** R6.2: none of the free times suits: whoever is signed in asks to be on the waiting list, anybody else is told how. */
export function WaitStep(props: WaitStepProps): ReactNode {
  const { profile, session } = usePortal()
  const { wait } = bookingWords
  const what = whatFor(props)
  return (
    <Page title={wait.title} foot={wait.foot} onBack={props.onBack}>
      <PageHeading>{wait.heading}</PageHeading>
      <p className="pt-lead">{wait.lead(what)}</p>
      {session.kind === 'open' ? (
        <AskForm {...props} session={session} />
      ) : (
        <>
          <p>{wait.needsLogin}</p>
          <div className="pt-actions">
            <Button onClick={props.onSignIn}>{bookingWords.choose.haveLogin}</Button>
            <CallLink phone={profile.phone} />
          </div>
        </>
      )}
    </Page>
  )
}

function AskForm(props: WaitStepProps & { readonly session: OpenSession }): ReactNode {
  const { service, practitionerId, session, linkId, typed, onTyped } = props
  const { parts, weekdays, days: typedDays, insteadOfId, message } = typed
  const portal = usePortal()
  const [whom, setWhom] = useState<Whom | null>(null)
  const [problem, setProblem] = useState<DaysProblem>({})
  const [isMissing, setMissing] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  // Checked to be an id where it is made; the brand is for what comes over the wire.
  const [requestId] = useState(() => v7() as EventId)
  const { isBusy, run } = useBusy()
  const id = useId()
  const { wait, times, details } = bookingWords

  function chooseWhom(chosen: Whom): void {
    setWhom(chosen)
    // Another's visits are others.
    if (whom !== null && whom !== chosen) onTyped({ insteadOfId: null })
  }

  async function ask(): Promise<void> {
    setTrouble(null)
    setMissing(whom === null)
    const days = daysOf(typedDays, dayIn(portal.profile.timeZone, new Date().toISOString()))
    setProblem(days.problem ?? {})
    if (days.problem || whom === null || whom === 'new' || message.length > REASON_LENGTH) return
    if (!(await isNamed(props.fingerprint, session.keyring.clinic))) return props.onForeign()
    const { fromOn, untilOn } = days
    const daysAsked = { weekdays: [...weekdays], fromOn, untilOn }
    const waiting = {
      ...{ serviceId: service.id, practitionerId, parts: [...parts], message, ...daysAsked },
      // One of those that the endpoint or the clinic named.
      insteadOfId: insteadOfId as AppointmentId | null,
    }
    const result = await askToWait(portal, session, waiting, { linkId: whom, requestId })
    if (result.kind === 'signedOut') return portal.endSession()
    if (result.kind === 'trouble') return setTrouble(result.trouble)
    props.onAsked()
  }

  return (
    <>
      <ForWhom
        {...{ session, linkId, whom }}
        onWhom={chooseWhom}
        isNewOffered={false}
        problem={isMissing ? details.problems.who : null}
      >
        {(holding) => (
          <InsteadOfVisit
            {...{ holding, service }}
            value={insteadOfId}
            onChoose={(visitId) => onTyped({ insteadOfId: visitId })}
          />
        )}
      </ForWhom>
      <fieldset className="pt-field" aria-describedby={`${id}-hint`}>
        <legend className="pt-label">{wait.parts}</legend>
        <div className="pt-choices">
          {WAIT_PARTS.map((part) => (
            <label key={part} className="pt-choice">
              <input
                type="checkbox"
                checked={parts.includes(part)}
                onChange={() =>
                  onTyped({ parts: parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part] })
                }
              />
              <span>{times.parts[part]}</span>
            </label>
          ))}
        </div>
        <p className="pt-hint" id={`${id}-hint`}>
          {wait.partsHint}
        </p>
      </fieldset>
      <WaitDays
        {...{ weekdays, problem }}
        typed={typedDays}
        onWeekdays={(chosen) => onTyped({ weekdays: chosen })}
        onTyped={(part) => {
          onTyped({ days: { ...typedDays, ...part } })
          setProblem({})
        }}
      />
      <ReasonField
        label={wait.message}
        hint={details.reasonHint}
        value={message}
        onText={(text) => onTyped({ message: text })}
      />
      {trouble && <Notice tone="bad">{troubleInForm(trouble)}</Notice>}
      <div className="pt-actions">
        <Button
          isBusy={isBusy}
          busyText={wait.busy}
          onClick={() => run(() => ask().catch((error: unknown) => setTrouble(troubleOf(error))))}
        >
          {wait.button}
        </Button>
      </div>
    </>
  )
}
