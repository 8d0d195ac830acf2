import { useQuery } from '@tanstack/react-query'
import { whyNotMoved } from '../../../shared/domain/waitingList.ts'
import { AppointmentId, type PatientId, type ServiceId, type StaffId } from '../../../shared/domain/ids.ts'
import { SearchSelect } from '../../components/SearchSelect.tsx'
import { useApi } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { words } from '../../words/words.ts'
import { visitDay } from './wishText.ts'

const ANOTHER = 'another'

/** R6.2: whether a yes moves a visit that the patient has, and which; nothing where they have none that it could move. */
export function InsteadOf(props: {
  readonly patientId: PatientId
  readonly serviceId: ServiceId
  readonly practitionerId: StaffId | null
  readonly value: AppointmentId | null
  readonly onChange: (id: AppointmentId | null) => void
}) {
  const { data = [] } = useQuery(useApi().calendar.ofPatient.queryOptions({ input: { patientId: props.patientId } }))
  const now = useNow()
  const today = useToday()
  const timeZone = useTimeZone()
  const t = words.waitingList.form
  const visits = data
    .filter((visit) => whyNotMoved(visit, props, now) === null)
    .sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
  if (visits.length === 0) return null
  return (
    <SearchSelect
      label={t.yes}
      data={[
        { value: ANOTHER, label: t.yesMakes },
        ...visits.map(({ id, startsAt }) => ({ value: id, label: t.yesMoves(visitDay(startsAt, timeZone, today)) })),
      ]}
      value={props.value ?? ANOTHER}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => props.onChange(AppointmentId.safeParse(value).data ?? null)}
    />
  )
}
