import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { EmailAddress } from '../../../shared/domain/people.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { notifyDone } from '../../components/notify.ts'
import { Key } from '../../components/Pill.tsx'
import { fullName } from '../../format/people.ts'
import { clockAt, longDay, placeOf } from '../../format/time.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { words } from '../../words/index.ts'
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
  const { book, reset, failure, isPending } = useBook()
  if (!draft) return null

  const chosen = draft.patientId && patient?.id === draft.patientId ? patient : null
  const service = services.find(({ id }) => id === draft.serviceId) ?? null
  const practitioner = staff.find(({ id }) => id === draft.practitionerId) ?? null
  const times = timesOf(draft, service, today, timeZone)
  const formIds = draft.formIds ?? service?.formIds ?? []
  const lacksEmail = draft.isTold && chosen !== null && chosen.email === null

  const set = (part: Parameters<typeof change>[0], ...settled: (keyof BookingProblems)[]) => {
    change(part)
    reset()
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !settled.some((s) => s === key))),
    )
  }
  const save = (tell: boolean, overbookReason: string | null) => {
    if (isPending) return
    const check = checkBooking(draft, times)
    setProblems(check.kind === 'lacks' ? check.problems : {})
    const address = EmailAddress.safeParse(email)
    const needsEmail = tell && lacksEmail
    setEmailProblem(needsEmail && !address.success ? words.booking.emailInvalid : null)
    if (check.kind === 'lacks' || (needsEmail && !address.success)) return
    const newEmail = needsEmail && address.success ? { patient: chosen, email: address.data } : null
    book({ id: draft.id, booking: check.booking, formIds, tell, overbookReason, newEmail })
      .then(({ patientName, startsAt }) => {
        close(null)
        const said = [patientName, times.on ? longDay(times.on) : '', clockAt(startsAt, timeZone)] as const
        notifyDone(tell ? words.booking.savedAndSent(...said) : words.booking.saved(...said))
      })
      // What went wrong stands in the panel, as `failure`.
      .catch(() => undefined)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    save(draft.isTold, null)
  }
  const summary =
    practitioner && times.on && times.startsAt && times.endsAt
      ? words.booking.summary(
          practitioner.name,
          longDay(times.on),
          clockAt(times.startsAt, timeZone),
          clockAt(times.endsAt, timeZone),
        )
      : words.booking.incomplete
  return (
    <aside className={styles['panel']} aria-labelledby="booking-title" onKeyDown={pressed}>
      <div className={styles['fields']}>
        <div>
          <h2 id="booking-title" className={styles['title']}>
            {words.booking.title}
          </h2>
          <p className={styles['summary']}>{summary}</p>
        </div>
        <PatientPicker
          chosen={chosen}
          error={problems.patient ?? null}
          onChoose={(patientId) => set({ patientId }, 'patient')}
        />
        <Select
          label={words.booking.service}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.serviceId}
          error={problems.service ?? null}
          searchable
          selectFirstOptionOnChange
          allowDeselect={false}
          rightSectionWidth={service ? 96 : undefined}
          rightSection={
            service ? (
              <span className={styles['length']}>
                {words.booking.length(service.minutes, service.bufferBeforeMinutes + service.bufferAfterMinutes)}
              </span>
            ) : undefined
          }
          onChange={(id) => {
            const picked = services.find((each) => each.id === id)
            if (picked) set({ serviceId: picked.id, formIds: null }, 'service')
          }}
        />
        <Select
          label={words.booking.practitioner}
          data={staff.filter(({ hasCalendar }) => hasCalendar).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.practitionerId}
          error={problems.practitioner ?? null}
          searchable
          selectFirstOptionOnChange
          allowDeselect={false}
          onChange={(id) => {
            const picked = staff.find((each) => each.id === id)
            if (picked) set({ practitionerId: picked.id }, 'practitioner')
          }}
        />
        <div className={styles['pair']}>
          <TextInput
            label={words.booking.day}
            value={draft.on}
            error={problems.day ?? null}
            description={times.on ? longDay(times.on) : words.booking.dayHint}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => set({ on: event.currentTarget.value }, 'day')}
            onBlur={() => times.on && props.onDay(times.on)}
          />
          <TextInput
            label={words.booking.time}
            value={draft.at}
            error={problems.time ?? null}
            description={words.booking.timeHint(placeOf(timeZone))}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            maxLength={12}
            autoComplete="off"
            onChange={(event) => set({ at: event.currentTarget.value }, 'time')}
          />
        </div>
        <FormChips library={library} chosen={formIds} onChange={(ids) => set({ formIds: ids })} />
        <Checkbox
          label={words.booking.tell}
          description={
            !draft.isTold
              ? words.booking.notTold
              : formIds.length > 0
                ? words.booking.tellHintForms
                : words.booking.tellHint
          }
          checked={draft.isTold}
          onChange={(event) => set({ isTold: event.currentTarget.checked })}
        />
        {lacksEmail ? (
          <div className={styles['missing']}>
            <p>{words.booking.emailMissing(fullName(chosen))}</p>
            <TextInput
              label={words.booking.emailToAdd}
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
          <BookingTrouble failure={failure} timeZone={timeZone} onOverbook={(reason) => save(draft.isTold, reason)} />
        ) : null}
      </div>
      <div className={styles['acts']}>
        <Button variant="subtle" color="gray" onClick={() => close(null)}>
          {words.booking.cancel}
        </Button>
        <span className={styles['space']} />
        <Button variant={draft.isTold ? 'default' : 'filled'} loading={isPending} onClick={() => save(false, null)}>
          {words.booking.save}
        </Button>
        <Button
          variant="filled"
          disabled={!draft.isTold}
          loading={isPending}
          rightSection={<Key>{words.booking.saveKey}</Key>}
          aria-keyshortcuts="Control+Enter"
          onClick={() => save(true, null)}
        >
          {words.booking.saveAndSend}
        </Button>
      </div>
    </aside>
  )
}
