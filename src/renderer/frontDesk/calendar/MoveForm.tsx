import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { DayAppointment } from '../../../shared/contract/desk/calendar.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import { isToldByDefault } from '../../../shared/domain/telling.ts'
import { DAY, MINUTE, minutesBetween, type CalendarDay } from '../../../shared/domain/time.ts'
import { clockTimeOf, dayOf } from '../../../shared/domain/zone.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut, keyPressed } from '../../keys/keys.ts'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { AllTheSame } from '../booking/BookingTrouble.tsx'
import { checkTimes, problemLeft, problemsBut, type BookingProblems } from '../booking/bookingView.ts'
import { concernSentence, takenSentence } from '../booking/concernSentence.ts'
import { TimeFields } from '../booking/TimeFields.tsx'
import { useConcerns } from '../booking/useConcerns.ts'
import { useDraftTimes } from '../booking/useDraftTimes.ts'
import { SeriesScopeField } from '../SeriesScopeField.tsx'
import { TellByEmail } from '../TellByEmail.tsx'
import styles from './calendar.module.css'
import { MoveSeries } from './MoveSeries.tsx'
import { useMove } from './useMove.ts'
import { useMoveSeries } from './useMoveSeries.ts'

/** Where somebody dropped a visit, and it could not simply go. */
export type MoveTo = {
  readonly on: CalendarDay
  readonly at: string
  /** Null: as long as before. */
  readonly minutes: number | null
  readonly practitionerId: StaffId
}

/** R6.2: another time or practitioner for a visit, by keyboard alone; what is out of the ordinary is said before (R6.4). */
export function MoveForm(props: {
  readonly appointment: DayAppointment
  readonly to: MoveTo | null
  readonly onDone: () => void
}) {
  const { appointment, to, onDone } = props
  const api = useApi()
  const timeZone = useTimeZone()
  const today = useToday()
  const { data: staff } = useQuery(api.staff.list.queryOptions())
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const [draft, setDraft] = useState(() => ({
    on: formats.shortDate(to?.on ?? dayOf(appointment.startsAt, timeZone)),
    at: to?.at ?? clockTimeOf(appointment.startsAt, timeZone),
    practitionerId: to?.practitionerId ?? appointment.practitionerId,
    serviceId: appointment.serviceId,
  }))
  const [problems, setProblems] = useState<BookingProblems>({})
  // What was dropped has been tried.
  const [tries, setTries] = useState(to ? 1 : 0)
  const [reason, setReason] = useState('')
  const now = useNow()
  const [isTold, setTold] = useState(() => isToldByDefault(appointment, now))
  const form = useRef<HTMLFormElement>(null)
  const { move, reset, failure, isPending } = useMove()
  const before = minutesBetween(appointment.startsAt, appointment.endsAt)
  const [typedMinutes, setTypedMinutes] = useState(String(to?.minutes ?? before))
  const isLength = /^\d{1,4}$/.test(typedMinutes.trim()) && isPossible(Number(typedMinutes))
  const minutes = isLength ? Number(typedMinutes) : before
  const service = services.find(({ id }) => id === appointment.serviceId)
  const times = useDraftTimes(draft, service ? { ...service, minutes } : null)
  const { concerns, taken } = useConcerns(
    draft,
    times.startsAt,
    failure,
    appointment.id,
    minutes === before ? null : times.endsAt,
  )
  const people = staff?.filter(({ hasCalendar }) => hasCalendar) ?? []
  const practitioner = people.find(({ id }) => id === draft.practitionerId)
  const isGone = staff !== undefined && !practitioner
  const names = {
    practitioner: practitioner?.name ?? '',
    service: appointment.serviceName,
    day: times.on ? formats.weekdayDay(times.on, 'UTC', today) : '',
    timeZone,
  }
  const sentences = [
    ...concerns.map((each) => concernSentence(each, names)),
    ...(taken ? [takenSentence(taken, timeZone)] : []),
  ]
  const series = useMoveSeries(
    appointment,
    times.startsAt && isLength && !isGone
      ? {
          practitionerId: draft.practitionerId,
          startsAt: times.startsAt,
          endsAt: minutes === before ? null : times.endsAt,
        }
      : null,
  )
  const isAsking = !series.isOn && tries > 0 && sentences.length > 0 && !isPending
  const t = words.calendar.moving

  const change = (part: Partial<typeof draft>, ...settled: (keyof BookingProblems)[]) => {
    setDraft({ ...draft, ...part })
    setProblems((before) => problemsBut(before, settled))
    setTries(0)
    reset()
  }
  const save = (isOnPurpose: boolean) => {
    const found = checkTimes(times)
    setProblems(found)
    const field = found.day ? 'day' : 'time'
    if (!isLength) return form.current?.querySelector<HTMLElement>('[data-field=minutes]')?.focus()
    if (isGone) return form.current?.querySelector<HTMLElement>('[data-field=practitioner]')?.focus()
    if (!times.startsAt) return form.current?.querySelector<HTMLElement>(`[data-field=${field}]`)?.focus()
    if (isPending) return
    if (series.isOn) {
      void series.move(isTold).then((isDone) => {
        if (isDone) onDone()
      })
      return
    }
    setTries(tries + 1)
    if (sentences.length > 0 && !isOnPurpose) return
    void move(appointment, {
      ...{ practitionerId: draft.practitionerId, startsAt: times.startsAt, tell: isTold },
      endsAt: minutes === before ? null : times.endsAt,
      despite: isOnPurpose ? concerns.map(({ kind }) => kind) : [],
      overbookReason: isOnPurpose && taken ? reason.trim() : null,
    }).then((refused) => {
      if (!refused) onDone()
    })
  }
  const confirm = () => {
    if (!taken || reason.trim() !== '') save(true)
  }
  const pressed = (event: KeyboardEvent) => {
    if (keyPressed(['close'], event) && !event.defaultPrevented) {
      event.stopPropagation()
      return onDone()
    }
    if (event.repeat || !keyPressed(['save'], event)) return
    event.preventDefault()
    if (isAsking) confirm()
    else save(false)
  }
  return (
    <form
      ref={form}
      noValidate
      className={styles['moving']}
      aria-label={t.label(appointment.patientName)}
      onKeyDown={pressed}
      onSubmit={(event) => {
        event.preventDefault()
        save(false)
      }}
    >
      <TimeFields
        {...{ draft, times, problems, sentences }}
        isFirst
        onChange={change}
        onLeave={(field) => {
          if (field === 'day') form.current?.querySelector<HTMLElement>('[data-field=time]')?.focus()
          else save(false)
        }}
        onLeft={(field) => {
          const problem = problemLeft(field, draft, times)
          if (problem) setProblems((before) => ({ ...before, [field]: problem }))
        }}
      />
      <TextInput
        inputMode="numeric"
        autoComplete="off"
        label={t.minutes}
        data-field="minutes"
        value={typedMinutes}
        error={isLength ? null : t.badMinutes}
        onChange={(event) => {
          setTypedMinutes(event.currentTarget.value)
          change({})
        }}
      />
      <Select
        label={words.calendar.practitioner}
        data-field="practitioner"
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={practitioner?.id ?? null}
        error={isGone ? t.chooseAnother : null}
        allowDeselect={false}
        onChange={(value) => {
          const id = StaffId.safeParse(value)
          if (id.success) change({ practitionerId: id.data })
        }}
      />
      <SeriesScopeField
        order={['one', 'following']}
        scopes={series.scopes}
        value={series.scope}
        onChange={series.setScope}
      />
      <MoveSeries state={series} names={names} />
      <TellByEmail visit={appointment} isTold={isTold} onTell={setTold} />
      <div role="alert">{failure?.kind === 'other' && !isPending ? errorSentence(failure.error) : null}</div>
      {isAsking ? (
        <AllTheSame
          sentences={sentences}
          reason={taken ? reason : null}
          onReason={setReason}
          times={tries}
          act={taken ? words.calendar.booking.overbook : t.allTheSame}
          onConfirm={confirm}
        />
      ) : null}
      <div className={styles['movingActs']}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {words.common.cancel}
        </Button>
        <Button
          type="submit"
          variant="filled"
          aria-disabled={isPending || series.isPending}
          rightSection={<KeyOf name="save" />}
          aria-keyshortcuts={ariaShortcut('save')}
        >
          {t.save}
        </Button>
      </div>
    </form>
  )
}

function isPossible(minutes: number): boolean {
  return minutes >= 1 && minutes * MINUTE <= DAY
}
