import { Button, Checkbox, TextInput } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { EmailAddress } from '../../../shared/domain/people.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import { notifyDone } from '../../components/notify.ts'
import { Key } from '../../components/Pill.tsx'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './booking.module.css'
import { BookingTrouble } from './BookingTrouble.tsx'
import { checkBooking, timesOf, type BookingProblems } from './bookingView.ts'
import { FormChips } from './FormChips.tsx'
import { PatientPicker } from './PatientPicker.tsx'
import { useBook } from './useBook.ts'

/** R2.2, R6.2: a booking, from any free slot or by keyboard alone. `onDay` shows the day that was typed. */
export function BookingPanel(props: { readonly onDay: (on: CalendarDay) => void }) {
  const draft = useDeskStore((desk) => desk.booking)
  const change = useDeskStore((desk) => desk.changeBooking)
  const close = useDeskStore((desk) => desk.setBooking)
  const api = useApi()
  const timeZone = useTimeZone()
  const today = useToday()
  const now = useNow()
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const { data: library = [] } = useQuery(api.forms.library.queryOptions())
  const { data: patient } = useQuery(
    api.patients.get.queryOptions({
      input: draft?.patientId ? { patientId: draft.patientId } : skipToken,
    }),
  )
  const [problems, setProblems] = useState<BookingProblems>({})
  const [email, setEmail] = useState('')
  const [emailProblem, setEmailProblem] = useState<string | null>(null)
  /** As the act was that came to nothing: "Save" does not become "Save and Send" by overbooking. */
  const [isTelling, setTelling] = useState(false)
  const { book, reset, failure, isPending } = useBook()
  if (!draft) return null

  const chosen = draft.patientId && patient?.id === draft.patientId ? patient : null
  const service = services.find(({ id }) => id === draft.serviceId) ?? null
  const practitioner = staff.find(({ id }) => id === draft.practitionerId) ?? null
  const times = timesOf(draft, service, today, timeZone)
  const formIds = draft.formIds ?? service?.formIds ?? []
  const isPast = times.startsAt !== null && times.startsAt <= now
  const isTold = draft.isTold && !isPast
  const lacksEmail = isTold && chosen !== null && chosen.email === null

  const set = (part: Parameters<typeof change>[0], ...settled: (keyof BookingProblems)[]) => {
    change(part)
    reset()
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !settled.some((s) => s === key))),
    )
  }
  const save = (tell: boolean, overbookReason: string | null) => {
    setTelling(tell)
    const check = checkBooking(draft, times)
    setProblems(check.kind === 'lacks' ? check.problems : {})
    const address = EmailAddress.safeParse(email)
    const needsEmail = tell && lacksEmail
    setEmailProblem(needsEmail && !address.success ? words.calendar.booking.emailInvalid : null)
    if (check.kind === 'lacks' || (needsEmail && !address.success)) return
    const newEmail = needsEmail && address.success ? { patient: chosen, email: address.data } : null
    book({ id: draft.id, booking: check.booking, formIds, tell, overbookReason, newEmail })
      .then((visit) => {
        if (!visit) return
        const { patientName, startsAt } = visit
        close(null)
        const said = [
          patientName,
          times.on ? formats.weekdayDay(times.on, 'UTC', today) : '',
          formats.clock(startsAt, timeZone),
        ] as const
        notifyDone(tell ? words.calendar.booking.savedAndSent(...said) : words.calendar.booking.saved(...said))
      })
      // What went wrong stands in the panel, as `failure`.
      .catch(() => undefined)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    save(isTold, null)
  }
  const summary =
    practitioner && times.on && times.startsAt && times.endsAt
      ? words.calendar.booking.summary(
          practitioner.name,
          formats.weekdayDay(times.on, 'UTC', today),
          formats.clock(times.startsAt, timeZone),
          formats.clock(times.endsAt, timeZone),
        )
      : words.calendar.booking.incomplete
  return (
    <aside className={styles['panel']} aria-labelledby="booking-title" onKeyDown={pressed}>
      <div className={styles['fields']}>
        <div>
          <h2 id="booking-title" className={styles['title']}>
            {words.calendar.booking.title}
          </h2>
          <p className={styles['summary']}>{summary}</p>
        </div>
        <PatientPicker
          chosen={chosen}
          error={problems.patient ?? null}
          onChoose={(patientId) => set({ patientId }, 'patient')}
        />
        <SearchSelect
          label={words.calendar.booking.service}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.serviceId}
          error={problems.service ?? null}
          allowDeselect={false}
          rightSectionWidth={service ? 96 : undefined}
          rightSection={
            service ? (
              <span className={styles['length']}>
                {words.calendar.booking.length(
                  service.minutes,
                  service.bufferBeforeMinutes + service.bufferAfterMinutes,
                )}
              </span>
            ) : undefined
          }
          onChange={(id) => {
            const picked = services.find((each) => each.id === id)
            if (picked) set({ serviceId: picked.id, formIds: null }, 'service')
          }}
        />
        <SearchSelect
          label={words.calendar.booking.practitioner}
          data={staff.filter(({ hasCalendar }) => hasCalendar).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.practitionerId}
          error={problems.practitioner ?? null}
          allowDeselect={false}
          onChange={(id) => {
            const picked = staff.find((each) => each.id === id)
            if (picked) set({ practitionerId: picked.id }, 'practitioner')
          }}
        />
        <div className={styles['pair']}>
          <TextInput
            label={words.calendar.booking.day}
            value={draft.on}
            error={problems.day ?? null}
            description={times.on ? formats.weekdayDay(times.on, 'UTC', today) : words.calendar.booking.dayHint}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => set({ on: event.currentTarget.value }, 'day')}
            onBlur={() => times.on && props.onDay(times.on)}
          />
          <TextInput
            label={words.calendar.booking.time}
            value={draft.at}
            error={problems.time ?? null}
            description={words.calendar.booking.timeHint(zoneCity(timeZone))}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            maxLength={12}
            autoComplete="off"
            onChange={(event) => set({ at: event.currentTarget.value }, 'time')}
          />
        </div>
        <FormChips library={library} chosen={formIds} onChange={(ids) => set({ formIds: ids })} />
        <Checkbox
          label={words.calendar.booking.tell}
          description={
            isPast
              ? words.calendar.booking.past
              : !isTold
                ? words.calendar.booking.notTold
                : formIds.length > 0
                  ? words.calendar.booking.tellHintForms
                  : words.calendar.booking.tellHint
          }
          checked={isTold}
          disabled={isPast}
          onChange={(event) => set({ isTold: event.currentTarget.checked })}
        />
        {lacksEmail ? (
          <div className={styles['missing']}>
            <p>{words.calendar.booking.emailMissing(fullName(chosen))}</p>
            <TextInput
              label={words.calendar.booking.emailToAdd}
              type="email"
              value={email}
              error={emailProblem}
              maxLength={254}
              onChange={(event) => {
                setEmail(event.currentTarget.value)
                setEmailProblem(null)
              }}
            />
          </div>
        ) : null}
        {failure && !isPending ? (
          <BookingTrouble failure={failure} timeZone={timeZone} onOverbook={(reason) => save(isTelling, reason)} />
        ) : null}
      </div>
      <div className={styles['acts']}>
        <Button variant="subtle" color="gray" onClick={() => close(null)}>
          {words.calendar.booking.cancel}
        </Button>
        <span className={styles['space']} />
        <Button variant={isTold ? 'default' : 'filled'} loading={isPending} onClick={() => save(false, null)}>
          {words.calendar.booking.save}
        </Button>
        <Button
          variant="filled"
          disabled={!isTold}
          loading={isPending}
          rightSection={<Key>{words.common.keys.save}</Key>}
          aria-keyshortcuts="Control+Enter"
          onClick={() => save(true, null)}
        >
          {words.calendar.booking.saveAndSend}
        </Button>
      </div>
    </aside>
  )
}
