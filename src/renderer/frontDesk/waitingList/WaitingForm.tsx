import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { WaitingEntry, WaitingWishes } from '../../../shared/contract/desk/waitingList.ts'
import { ServiceId, StaffId, type WaitingEntryId } from '../../../shared/domain/ids.ts'
import { DayPart } from '../../../shared/domain/waitingList.ts'
import { orMeanwhile, type Meanwhile } from '../../components/conflict/orMeanwhile.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { PatientSelect } from '../../components/PatientSelect.tsx'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { notifyDone } from '../../components/notify.ts'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { newId } from '../../format/newId.ts'
import { fullName } from '../../format/people.ts'
import { parseTypedDay } from '../../format/typedDay.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { InsteadOf } from './InsteadOf.tsx'
import styles from './waitingList.module.css'
import { insteadText, wishText } from './wishText.ts'

type Draft = Omit<WaitingWishes, 'serviceId' | 'fromOn' | 'untilOn'> & {
  readonly serviceId: ServiceId | null
  readonly fromOn: string
  readonly untilOn: string
}

const EMPTY: Draft = {
  ...{ serviceId: null, practitionerId: null, insteadOfId: null, weekdays: [], parts: [] },
  ...{ fromOn: '', untilOn: '', isUrgent: false },
}
const ANYONE = 'anyone'

/** R6.2: who waits, for what, with whom and when they can come; and off the list again. */
export function WaitingForm(props: {
  /** Null for somebody who is added. */
  readonly entry: WaitingEntry | null
  /** Whose page it is opened from. */
  readonly patient: PatientSummary | null
  readonly onClose: () => void
}) {
  const { entry, onClose } = props
  const client = useClient()
  const api = useApi()
  const today = useToday()
  const timeZone = useTimeZone()
  const { offer } = useOfferUndo()
  const { data: services = [] } = useQuery(api.calendar.services.queryOptions())
  const { data: staff = [] } = useQuery(api.staff.list.queryOptions())
  const [id] = useState<WaitingEntryId>(() => entry?.id ?? newId())
  const [patient, setPatient] = useState(props.patient)
  const [start] = useState(() => draftOf(entry))
  const [draft, setDraft] = useState(start)
  const [isTried, setTried] = useState(false)
  const t = words.waitingList.form
  const close = useHalfTyped(draft !== start || patient !== props.patient, onClose, 'inPage')
  const read = readDraft(draft, today)
  const [meanwhile, setMeanwhile] = useState<Meanwhile<WaitingEntry> | null>(null)
  // What somebody else saved was shown: what is saved now is what this person chose (R10.7).
  const seenVersion = meanwhile?.current.version ?? entry?.version ?? 1
  const saving = useAct(
    (wishes: WaitingWishes) =>
      entry
        ? orMeanwhile(client.waitingList.change({ id, seenVersion, wishes }), asItStands)
        : client.waitingList
            .add({ id, patientId: requireOne(patient).id, ...wishes })
            .then((output) => ({ kind: 'kept', output }) as const),
    {
      keepFailure: true,
      onDone: (outcome) => {
        if (outcome.kind === 'meanwhile') return setMeanwhile(outcome.meanwhile)
        onClose()
        const { patientName, version } = outcome.output
        if (entry) return notifyDone(words.waitingList.saved(patientName))
        offer({
          ...{ message: words.waitingList.added(patientName), about: id, leavesAt: null },
          undo: () => client.waitingList.remove({ id, seenVersion: version }).then(() => undefined),
        })
      },
    },
  )
  const removing = useAct(
    ({ id: removedId }: WaitingEntry) =>
      orMeanwhile(client.waitingList.remove({ id: removedId, seenVersion }), asItStands),
    {
      keepFailure: true,
      onDone: (outcome, removed) => {
        if (outcome.kind === 'meanwhile') return setMeanwhile(outcome.meanwhile)
        onClose()
        const message = words.waitingList.removed(removed.patientName)
        offer({ message, leavesAt: null, way: { kind: 'waiting', id: removed.id } })
      },
    },
  )
  const patientId = entry?.patientId ?? patient?.id ?? null
  const failure = saving.failure ?? removing.failure
  const set = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    saving.forget()
  }
  // Of another patient, for something else or with somebody else there are other visits to move.
  const choosePatient = (chosen: PatientSummary | null) => {
    setPatient(chosen)
    set({ insteadOfId: null })
  }
  const submit = () => {
    setTried(true)
    if (!patient && !entry) return
    if (!read.wishes) return
    saving.run(read.wishes)
  }
  const practitioners = staff.filter(({ hasCalendar }) => hasCalendar)
  return (
    <FormModal
      title={entry ? t.change(entry.patientName) : words.waitingList.addLong}
      onClose={close}
      onSubmit={submit}
    >
      <div className={styles['form']}>
        {entry || props.patient ? null : (
          <PatientSelect value={patient} onChange={choosePatient} error={isTried && !patient ? t.lacksPatient : null} />
        )}
        {props.patient ? <strong dir="auto">{fullName(props.patient)}</strong> : null}
        <SearchSelect
          data-autofocus={entry || props.patient ? true : undefined}
          label={t.service}
          data={services.map((service) => ({ value: service.id, label: service.name }))}
          value={draft.serviceId}
          error={isTried && !draft.serviceId ? t.lacksService : null}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => set({ serviceId: ServiceId.safeParse(value).data ?? null, insteadOfId: null })}
        />
        <SearchSelect
          label={t.practitioner}
          data={[
            { value: ANYONE, label: t.anyone },
            ...practitioners.map((person) => ({ value: person.id, label: person.name })),
          ]}
          value={draft.practitionerId ?? ANYONE}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => set({ practitionerId: StaffId.safeParse(value).data ?? null, insteadOfId: null })}
        />
        {patientId && draft.serviceId ? (
          <InsteadOf
            {...{ patientId, serviceId: draft.serviceId, practitionerId: draft.practitionerId }}
            value={draft.insteadOfId}
            onChange={(insteadOfId) => set({ insteadOfId })}
          />
        ) : null}
        <Checkbox.Group
          label={t.weekdays}
          description={t.anyHint}
          value={draft.weekdays.map(String)}
          onChange={(chosen) => set({ weekdays: chosen.map(Number) })}
        >
          <Group gap="sm" mt={6}>
            {formats.weekdayNames().map((name, at) => (
              <Checkbox
                key={name}
                value={String(at + 1)}
                label={formats.shortWeekday(`2024-01-0${at + 1}`)}
                aria-label={name}
              />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group
          label={t.parts}
          value={[...draft.parts]}
          onChange={(chosen) => set({ parts: DayPart.options.filter((part) => chosen.includes(part)) })}
        >
          <Group gap="md" mt={6}>
            {DayPart.options.map((part) => (
              <Checkbox key={part} value={part} label={t.partNames[part]} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className={styles['pair']}>
          {(['fromOn', 'untilOn'] as const).map((name) => (
            <TextInput
              key={name}
              label={t[name]}
              placeholder={t.dayHint}
              autoComplete="off"
              maxLength={40}
              value={draft[name]}
              error={isTried && read.wrong.includes(name) ? t.noDay : null}
              onChange={(event) => set({ [name]: event.currentTarget.value })}
            />
          ))}
        </div>
        <Checkbox
          label={t.urgent}
          checked={draft.isUrgent}
          onChange={(event) => set({ isUrgent: event.currentTarget.checked })}
        />
        {meanwhile || failure ? (
          <p className={styles['warning']} role="alert">
            {meanwhile ? saidMeanwhile(meanwhile, timeZone, today) : errorSentence(failure)}
          </p>
        ) : null}
        <Group justify="flex-end" gap="sm">
          {entry ? (
            <Button mr="auto" variant="subtle" color="bad" onClick={() => removing.run(entry)}>
              {t.remove}
            </Button>
          ) : null}
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="submit" variant="filled" loading={saving.isRunning}>
            {t.save}
          </Button>
        </Group>
      </div>
    </FormModal>
  )
}

function draftOf(entry: WaitingEntry | null): Draft {
  if (!entry) return EMPTY
  const { serviceId, practitionerId, weekdays, parts, fromOn, untilOn, isUrgent } = entry
  const typed = (on: string | null) => (on === null ? '' : formats.shortDate(on))
  const insteadOfId = entry.insteadOfAt === null ? null : entry.insteadOfId
  const days = { fromOn: typed(fromOn), untilOn: typed(untilOn) }
  return { serviceId, practitionerId, insteadOfId, weekdays, parts, isUrgent, ...days }
}

function readDraft({ serviceId, fromOn, untilOn, ...rest }: Draft, today: ReturnType<typeof useToday>) {
  const dayIn = (typed: string) => (typed.trim() === '' ? null : parseTypedDay(typed, today, 'future'))
  const wrong = (['fromOn', 'untilOn'] as const).filter(
    (name) => ({ fromOn, untilOn })[name].trim() !== '' && dayIn({ fromOn, untilOn }[name]) === null,
  )
  const wishes: WaitingWishes | null =
    serviceId && wrong.length === 0 ? { ...rest, serviceId, fromOn: dayIn(fromOn), untilOn: dayIn(untilOn) } : null
  return { wrong, wishes }
}

const asItStands = (current: WaitingEntry) => current

function saidMeanwhile({ by, current }: Meanwhile<WaitingEntry>, timeZone: string, today: string): string {
  const t = words.waitingList
  const wishes = [
    ...[current.serviceName, current.practitionerName ?? t.anyone, wishText(current, today)],
    ...insteadText(current.insteadOfAt, timeZone, today),
    ...(current.isUrgent ? [t.urgent] : []),
  ].join(', ')
  return t.form.meanwhile(by ?? words.common.conflict.somebody, wishes)
}

/** The form is not sent before somebody is chosen. */
function requireOne(patient: PatientSummary | null): PatientSummary {
  if (!patient) throw new Error('Nobody was chosen')
  return patient
}
