import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { AppointmentId } from '../../../shared/domain/ids.ts'
import { EmailAddress } from '../../../shared/domain/people.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { notifyDone } from '../../components/notify.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed } from '../../keys/keys.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import type { BookingDraft } from '../../state/deskStore.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import { isBookingTyped } from './bookingAddress.ts'
import { AllTheSame, BookingFailure } from './BookingTrouble.tsx'
import {
  checkBooking,
  firstProblem,
  problemLeft,
  problemsBut,
  type BookingProblems,
  type BookingReady,
} from './bookingView.ts'
import { concernSentence, takenSentence } from './concernSentence.ts'
import { FormChips } from './FormChips.tsx'
import { PatientPicker } from './PatientPicker.tsx'
import { ServiceFields } from './ServiceFields.tsx'
import { TellFields } from './TellFields.tsx'
import { TimeFields } from './TimeFields.tsx'
import { NextFree } from './NextFree.tsx'
import { useBook, type BookRequest } from './useBook.ts'
import { useBookingFocus } from './useBookingFocus.ts'
import { RepeatFields } from './RepeatFields.tsx'
import { useRepeat } from './useRepeat.ts'
import { useConcerns } from './useConcerns.ts'
import { useDraftTimes } from './useDraftTimes.ts'

type Shows = {
  /** Shows the day that was typed. */
  readonly onDay: (on: CalendarDay) => void
  readonly onBooked: (id: AppointmentId) => void
}

/** R2.2, R6.2: a booking, from any free slot or by keyboard alone. */
export function BookingPanel(props: Shows) {
  const draft = useDeskStore((desk) => desk.booking)
  return draft ? <Panel draft={draft} {...props} /> : null
}

/** The act that was tried and is out of the ordinary; "Save" does not become "Save and Send" by one more press. */
type Tried = { readonly tell: boolean; readonly times: number }

function Panel({ draft, onDay, onBooked }: Shows & { readonly draft: BookingDraft }) {
  const change = useDeskStore((desk) => desk.changeBooking)
  const setBooking = useDeskStore((desk) => desk.setBooking)
  const start = useDeskStore((desk) => desk.bookingStart)
  const close = useHalfTyped(isBookingTyped(draft, start), () => setBooking(null), 'inAddress')
  const api = useApi()
  const timeZone = useTimeZone()
  const today = useToday()
  const now = useNow()
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const { data: library = [] } = useQuery(api.forms.library.queryOptions())
  const { data: patient } = useQuery(
    api.patients.get.queryOptions({ input: draft.patientId ? { patientId: draft.patientId } : skipToken }),
  )
  const panel = useRef<HTMLElement>(null)
  const goOn = useBookingFocus(panel, draft)
  const [problems, setProblems] = useState<BookingProblems>({})
  const [emailProblem, setEmailProblem] = useState<string | null>(null)
  const [tried, setTried] = useState<Tried | null>(null)
  const [reason, setReason] = useState('')
  const { book, reset, failure, isPending } = useBook()
  const undoable = useOfferUndo()

  const chosen = draft.patientId && patient?.id === draft.patientId ? patient : null
  const service = services.find(({ id }) => id === draft.serviceId) ?? null
  const practitioner = staff.find(({ id }) => id === draft.practitionerId) ?? null
  const times = useDraftTimes(draft, service)
  const { concerns, taken } = useConcerns(draft, times.startsAt, failure)
  const repeat = useRepeat(draft, times.startsAt, change)
  const formIds = draft.formIds ?? service?.formIds ?? []
  const isPast = times.startsAt !== null && times.startsAt <= now
  const isTold = draft.isTold && !isPast
  const lacking = isTold && chosen !== null && chosen.email === null ? chosen : null
  const email = draft.emailToAdd?.patientId === draft.patientId ? (draft.emailToAdd?.typed ?? '') : ''
  const day = times.on ? formats.weekdayDay(times.on, 'UTC', today) : ''

  const names = { practitioner: practitioner?.name ?? '', service: service?.name ?? '', day, timeZone }
  const sentencesOf = (isWhom: boolean) =>
    concerns
      .filter(({ kind }) => (kind === 'notOffered' || kind === 'withdrawn') === isWhom)
      .map((each) => concernSentence(each, names))
  const whom = sentencesOf(true)
  const when = [...sentencesOf(false), ...(taken ? [takenSentence(taken, timeZone)] : [])]
  const isOdd = whom.length + when.length > 0

  const set = (part: Parameters<typeof change>[0], ...settled: (keyof BookingProblems)[]) => {
    change(part)
    reset()
    setTried(null)
    setProblems((before) => problemsBut(before, settled))
  }
  const save = (tell: boolean, isOnPurpose: boolean) => {
    const check = checkBooking(draft, times)
    setProblems(check.kind === 'lacks' ? check.problems : {})
    const address = EmailAddress.safeParse(email)
    const needsEmail = tell && lacking !== null
    setEmailProblem(needsEmail && !address.success ? words.calendar.booking.emailInvalid : null)
    if (check.kind === 'lacks') return goOn.to(firstProblem(check.problems))
    if (needsEmail && !address.success) return goOn.to('email')
    // Also before the answer: what is out of the ordinary may only be told by the core.
    setTried({ tell, times: (tried?.times ?? 0) + 1 })
    const newEmail = needsEmail && address.success ? { patient: lacking, email: address.data } : null
    if (repeat.isOn) return saveSeries(check.booking, tell, newEmail)
    if (isOdd && !isOnPurpose) return
    book({
      ...{ id: draft.id, booking: check.booking, formIds, tell },
      despite: isOnPurpose ? concerns.map(({ kind }) => kind) : [],
      overbookReason: isOnPurpose && taken ? reason.trim() : null,
      newEmail,
    })
      .then((visit) => {
        if (!visit) return
        onBooked(visit.id)
        setBooking(null)
        const said = [visit.patientName, day, formats.clock(visit.startsAt, timeZone)] as const
        const { saved, savedAndSent } = words.calendar.booking
        undoable.ofVisit(tell ? savedAndSent(...said) : saved(...said), visit, visit.undoUntil)
      })
      // What went wrong stands in the panel, as `failure`.
      .catch(() => undefined)
  }
  const saveSeries = (booking: BookingReady, tell: boolean, newEmail: BookRequest['newEmail']) => {
    const emailForChart = newEmail ? { email: newEmail.email, seenVersion: newEmail.patient.version } : null
    repeat
      .book({ booking, formIds, tell, emailForChart })
      .then((booked) => {
        const [first] = booked?.visits ?? []
        if (!booked || !first) return
        onBooked(first.id)
        setBooking(null)
        const { saved, savedAndSent, faster } = words.calendar.repeat
        const said = (tell ? savedAndSent : saved)(first.patientName, booked.visits.length)
        undoable.ofSeries(said, booked.visits, booked.undoUntil)
        if (booked.refused.length > 0) notifyDone(faster(booked.refused.length))
      })
      // What went wrong stands beside the visits.
      .catch(() => undefined)
  }
  const isAsking = tried !== null && isOdd && !isPending && !repeat.isOn
  const confirm = () => {
    if (tried && (!taken || reason.trim() !== '')) save(tried.tell, true)
  }
  const pressed = (event: KeyboardEvent) => {
    if (keyPressed(['close'], event) && isLeft(event.target, panel.current)) return close()
    if (!keyPressed(['book'], event)) return
    event.preventDefault()
    if (event.repeat) return
    if (isAsking) confirm()
    else save(isTold, false)
  }
  const summary =
    practitioner && times.startsAt && times.endsAt
      ? words.calendar.booking.summary(
          practitioner.name,
          day,
          formats.clock(times.startsAt, timeZone),
          formats.clock(times.endsAt, timeZone),
        )
      : words.calendar.booking.incomplete
  return (
    // What is clicked beside its fields holds the focus itself, so that Ctrl+Enter works from anywhere in it.
    <aside
      className={styles['panel']}
      aria-labelledby="booking-title"
      data-booking
      ref={panel}
      tabIndex={-1}
      onKeyDown={pressed}
    >
      <div className={styles['fields']}>
        <div>
          <h2 id="booking-title" className={styles['title']}>
            {words.calendar.booking.title}
          </h2>
          <p className={styles['summary']}>{summary}</p>
        </div>
        <PatientPicker
          chosen={chosen}
          startsHere={goOn.startsAt === 'patient'}
          error={problems.patient ?? null}
          onChoose={(patientId) => set({ patientId }, 'patient')}
        />
        <ServiceFields
          {...{ draft, services, staff, problems }}
          sentences={whom}
          startsHere={goOn.startsAt === 'service'}
          onChange={set}
          onLeave={goOn.after}
        />
        <TimeFields
          {...{ draft, times, problems }}
          sentences={when}
          onChange={set}
          onLeave={goOn.after}
          onLeft={(field) => {
            const problem = problemLeft(field, draft, times)
            if (problem) setProblems((before) => ({ ...before, [field]: problem }))
            else if (field === 'day' && times.on) onDay(times.on)
          }}
        />
        <RepeatFields
          state={repeat}
          names={{ practitioner: practitioner?.name ?? '', service: service?.name ?? '', timeZone }}
        />
        <FormChips library={library} chosen={formIds} onChange={(ids) => set({ formIds: ids })} />
        <TellFields
          {...{ isTold, isPast, lacking, email, emailProblem }}
          hasForms={formIds.length > 0}
          onTell={(tell) => set({ isTold: tell })}
          onEmail={(typed) => {
            if (draft.patientId) change({ emailToAdd: { patientId: draft.patientId, typed } })
            setEmailProblem(null)
          }}
        />
        {failure && !isPending ? <BookingFailure failure={failure} /> : null}
        {taken?.next ? (
          <NextFree
            times={taken.next}
            onChoose={(startsAt) =>
              set(
                { on: formats.shortDate(dayOf(startsAt, timeZone)), at: formats.clock(startsAt, timeZone) },
                'day',
                'time',
              )
            }
          />
        ) : null}
        {isAsking ? (
          <AllTheSame
            sentences={[...whom, ...when]}
            reason={taken ? reason : null}
            onReason={setReason}
            times={tried.times}
            act={taken ? words.calendar.booking.overbook : words.calendar.booking.allTheSame}
            onConfirm={confirm}
          />
        ) : null}
      </div>
      <div className={styles['acts']}>
        <Button variant="subtle" color="gray" onClick={close}>
          {words.calendar.booking.cancel}
        </Button>
        <span className={styles['space']} />
        <Button
          data-field={isTold ? undefined : 'act'}
          variant={isTold ? 'default' : 'filled'}
          aria-disabled={isPending}
          onClick={() => save(false, false)}
        >
          {words.calendar.booking.save}
        </Button>
        {isPast ? null : (
          <Button
            data-field={isTold ? 'act' : undefined}
            variant="filled"
            disabled={!isTold}
            aria-disabled={isPending}
            rightSection={<KeyOf name="book" />}
            aria-keyshortcuts={ariaShortcut('book')}
            onClick={() => save(true, false)}
          >
            {words.calendar.booking.saveAndSend}
          </Button>
        )}
      </div>
    </aside>
  )
}

/** Escape in a menu or an open list of choices is for these. */
function isLeft(target: EventTarget, panel: HTMLElement | null): boolean {
  return target instanceof HTMLElement && panel?.contains(target) === true && target.ariaExpanded !== 'true'
}
