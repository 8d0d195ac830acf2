import { useId, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { EventId, StaffId } from '../../../shared/domain/ids.ts'
import type { DayPart } from '../../../shared/domain/waitingList.ts'
import type { Sale } from '../../booking/ask.ts'
import { isNamed } from '../../booking/trust.ts'
import { daysOf, type DaysProblem, type TypedDays } from '../../views/booking/waitDays.ts'
import { askToWait } from '../../booking/waiting.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { troubleInForm, troubleOf, type Trouble } from '../../trouble.ts'
import { NO_DATE } from '../../views/answerInput.ts'
import { REASON_LENGTH, ReasonField } from '../../views/booking/ReasonFields.tsx'
import { WaitDays } from '../../views/booking/WaitDays.tsx'
import { dayIn } from '../../views/booking/week.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'
import { ForWhom, type Whom } from './ForWhom.tsx'

const PARTS = ['morning', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

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
}

/** R6.2: none of the free times suits: whoever is signed in asks to be on the waiting list, anybody else is told how. */
export function WaitStep(props: WaitStepProps): ReactNode {
  const { service, practitionerId, nameOf } = props
  const { profile, session } = usePortal()
  const [isAsked, setAsked] = useState(false)
  const { wait } = bookingWords
  const what =
    practitionerId === null
      ? bookingWords.anyoneOf(service.name)
      : bookingWords.withOne(service.name, nameOf(practitionerId))
  if (isAsked) {
    return (
      <Page title={wait.title} foot={words.foot.sealed}>
        <PageHeading>{wait.asked}</PageHeading>
        <p className="pt-lead">{wait.askedText(what)}</p>
      </Page>
    )
  }
  return (
    <Page title={wait.title} foot={words.foot.sealed} onBack={props.onBack}>
      <PageHeading>{wait.heading}</PageHeading>
      <p className="pt-lead">{wait.lead(what)}</p>
      {session.kind === 'open' ? (
        <AskForm {...props} session={session} onAsked={() => setAsked(true)} />
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

function AskForm(props: WaitStepProps & { readonly session: OpenSession; readonly onAsked: () => void }): ReactNode {
  const { service, practitionerId, session, linkId } = props
  const portal = usePortal()
  const [whom, setWhom] = useState<Whom | null>(null)
  const [parts, setParts] = useState<readonly DayPart[]>([])
  const [weekdays, setWeekdays] = useState<readonly number[]>([])
  const [typed, setTyped] = useState<TypedDays>({ from: NO_DATE, until: NO_DATE })
  const [problem, setProblem] = useState<DaysProblem>({})
  const [message, setMessage] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  // Checked to be an id where it is made; the brand is for what comes over the wire.
  const [requestId] = useState(() => v7() as EventId)
  const { isBusy, run } = useBusy()
  const id = useId()
  const { wait, times, details } = bookingWords

  async function ask(): Promise<void> {
    setTrouble(null)
    setMissing(whom === null)
    const days = daysOf(typed, dayIn(portal.profile.timeZone, new Date().toISOString()))
    setProblem(days.problem ?? {})
    if (days.problem || whom === null || whom === 'new' || message.length > REASON_LENGTH) return
    if (!(await isNamed(props.fingerprint, session.keyring.clinic))) return props.onForeign()
    const { fromOn, untilOn } = days
    const daysAsked = { weekdays: [...weekdays], fromOn, untilOn }
    const waiting = { serviceId: service.id, practitionerId, parts: [...parts], message, ...daysAsked }
    const result = await askToWait(portal, session, waiting, { linkId: whom, requestId })
    if (result.kind === 'signedOut') return portal.endSession()
    if (result.kind === 'trouble') return setTrouble(result.trouble)
    props.onAsked()
  }

  return (
    <>
      <ForWhom
        {...{ session, linkId, whom }}
        onWhom={setWhom}
        isNewOffered={false}
        problem={isMissing ? details.problems.who : null}
      />
      <fieldset className="pt-field" aria-describedby={`${id}-hint`}>
        <legend className="pt-label">{wait.parts}</legend>
        <div className="pt-choices">
          {PARTS.map((part) => (
            <label key={part} className="pt-choice">
              <input
                type="checkbox"
                checked={parts.includes(part)}
                onChange={() =>
                  setParts(parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part])
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
        {...{ weekdays, typed, problem }}
        onWeekdays={setWeekdays}
        onTyped={(part) => {
          setTyped({ ...typed, ...part })
          setProblem({})
        }}
      />
      <ReasonField label={wait.message} hint={details.reasonHint} value={message} onText={setMessage} />
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
