import { lazy, Suspense, useState, type FormEvent, type ReactNode } from 'react'
import { changeableUntil } from '../../../shared/domain/booking/claims.ts'
import type { FreeTime } from '../../../shared/contract/portalBooking.ts'
import { bookAsNew, bookSignedIn, type BookResult } from '../../booking/acts.ts'
import type { Sale } from '../../booking/ask.ts'
import type { Booked, Held, Typed } from '../../booking/kept.ts'
import { isNamed } from '../../booking/trust.ts'
import { personOf } from '../../booking/typedPerson.ts'
import { loadVault } from '../../loadVault.ts'
import { looksLikeEmail, passwordAdvice } from '../../passwordAdvice.ts'
import { usePortal, type Session } from '../../portal.ts'
import { troubleInForm, troubleOf } from '../../trouble.ts'
import { BeenHere, REASON_LENGTH, ReasonField } from '../../views/booking/ReasonFields.tsx'
import { dayIn } from '../../views/booking/week.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'
import { loadPasswordRules, usePasswordRules } from '../usePasswordRules.ts'
import type { Whom } from './ForWhom.tsx'
import { HeldTime } from './HeldTime.tsx'
import { LoginFields, saidOf, type Said } from './LoginFields.tsx'
import { TakenNotice } from './TakenNotice.tsx'
import type { HoldFailure } from './TimesStep.tsx'

/** What opens records, which whoever books as somebody new does not wait for. */
const ForWhom = lazy(() => import('./ForWhom.tsx').then((module) => ({ default: module.ForWhom })))

type DetailsStepProps = {
  readonly sale: Sale
  readonly held: Held
  readonly typed: Typed
  /** Whose things were looked at before. */
  readonly linkId: string | null
  readonly fingerprint: string | null
  readonly onTyped: (change: Partial<Typed>) => void
  readonly onBooked: (booked: Booked, session: Session | null) => void
  readonly onHold: (time: FreeTime) => Promise<HoldFailure>
  readonly onOther: () => void
  readonly onWithdrawn: () => void
  readonly onForeign: () => void
  readonly onSignIn: () => void
  readonly onBack: (() => void) | undefined
}

type Failure = Exclude<BookResult, { kind: 'booked' | 'withdrawn' | 'signedOut' }>

/** Who comes, while the time is held; then it is booked (R2.1, R5.2, R6.3). */
export function DetailsStep(props: DetailsStepProps): ReactNode {
  const { sale, held, typed, linkId, fingerprint, onTyped, onBooked, onHold, onOther, onBack } = props
  const portal = usePortal()
  const { profile, session } = portal
  const { timeZone } = profile
  const rules = usePasswordRules()
  const [password, setPassword] = useState('')
  const [whom, setWhom] = useState<Whom | null>(null)
  const [said, setSaid] = useState<Said>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const { isBusy, run } = useBusy()
  const { details } = bookingWords
  const open = session.kind === 'open' ? session : null
  const isNew = open === null || whom === 'new'
  const nameOf = (id: string) => sale.practitioners.find((each) => each.id === id)?.name ?? ''

  async function book(): Promise<void> {
    setFailure(null)
    const vault = await loadVault()
    const advice = passwordAdvice(password, typed.email, await loadPasswordRules())
    const today = dayIn(timeZone, new Date().toISOString())
    const { person, problem } = personOf(typed, vault.TypedPerson, today)
    const wrong: Said = {
      ...(isNew && problem && saidOf(problem)),
      ...(open && whom === null && { whom: details.problems.who }),
      ...(!open && !looksLikeEmail(typed.email) && { email: words.register.emailIncomplete }),
      ...(!open && !advice.isAccepted && { password: advice.text }),
    }
    setSaid(wrong)
    if (Object.keys(wrong).length > 0 || typed.reason.length > REASON_LENGTH) return
    const clinic = open ? open.keyring.clinic : profile.recipient
    if (!(await isNamed(fingerprint, clinic))) return props.onForeign()
    const booking = { held, reason: typed.reason, hasBeenHere: isNew ? typed.hasBeenHere : null }
    const email = open ? open.keyring.email : typed.email.trim()
    if (open && whom !== null && whom !== 'new') {
      return finish(await bookSignedIn(portal, open, booking, { linkId: whom }), email)
    }
    if (!person) return
    return finish(
      open
        ? await bookSignedIn(portal, open, booking, { person })
        : await bookAsNew(portal, booking, person, { email, password, clinic }),
      email,
    )
  }

  function finish(result: BookResult, email: string): void {
    switch (result.kind) {
      case 'booked':
        return onBooked({ visit: result.visit, email, isNewLogin: open === null }, result.session)
      case 'withdrawn':
        return props.onWithdrawn()
      case 'signedOut':
        return portal.endSession()
      default:
        setFailure(result)
    }
  }

  async function take(time: FreeTime): Promise<void> {
    const found = await onHold(time)
    setFailure(found)
  }

  const cutOff = changeableUntil(held.startsAt, sale.rules)
  const now = new Date().toISOString()
  const foot =
    cutOff > now
      ? details.foot(formats.shortWeekdayDay(cutOff, timeZone, now), formats.clock(cutOff, timeZone))
      : details.footNow
  const [day, clock] = [formats.shortWeekdayDay(held.startsAt, timeZone, now), formats.clock(held.startsAt, timeZone)]
  return (
    <Page title={details.title} foot={foot} onBack={onBack}>
      <HeldTime key={held.appointmentId} held={held} sale={sale} nameOf={nameOf} />
      {failure?.kind === 'taken' && (
        <TakenNotice next={failure.next} nameOf={nameOf} onChoose={(time) => run(() => take(time))} onOther={onOther} />
      )}
      {session.kind === 'signedOut' && session.because === 'time' && (
        <Notice tone="info">{words.errors.SIGNED_OUT}</Notice>
      )}
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(() => book().catch((error: unknown) => setFailure({ kind: 'trouble', trouble: troubleOf(error) })))
        }}
      >
        {open && (
          <Suspense fallback={<p role="status">{words.loading}</p>}>
            <ForWhom session={open} linkId={linkId} whom={whom} onWhom={setWhom} problem={said.whom ?? null} />
          </Suspense>
        )}
        {isNew && (
          <LoginFields
            typed={typed}
            onTyped={(change) => {
              onTyped(change)
              setSaid((before) => without(before, Object.keys(change)))
            }}
            said={said}
            login={
              open
                ? null
                : {
                    password,
                    onPassword: (text) => {
                      setPassword(text)
                      setSaid((before) => without(before, ['password']))
                    },
                    advice: passwordAdvice(password, typed.email, rules).text,
                  }
            }
          />
        )}
        {isNew && <BeenHere value={typed.hasBeenHere} onChoose={(hasBeenHere) => onTyped({ hasBeenHere })} />}
        <ReasonField
          label={details.reason}
          hint={details.reasonHint}
          value={typed.reason}
          onText={(reason) => onTyped({ reason })}
        />
        {failure?.kind === 'trouble' && <Notice tone="bad">{troubleInForm(failure.trouble)}</Notice>}
        {failure?.kind === 'tooMany' && (
          <Notice tone="warn">
            <p>{details.tooMany(failure.most)}</p>
            <CallLink phone={profile.phone} />
          </Notice>
        )}
        <div className="pt-actions">
          <Button type="submit" isBusy={isBusy} busyText={details.booking}>
            {details.book(day, clock)}
          </Button>
          {!open && (
            <Button kind="link" onClick={props.onSignIn}>
              {bookingWords.choose.haveLogin}
            </Button>
          )}
        </div>
      </form>
    </Page>
  )
}

function without(said: Said, names: readonly string[]): Said {
  return Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name)))
}
