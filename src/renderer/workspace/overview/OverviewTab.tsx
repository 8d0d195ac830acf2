import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { PatientAppointment } from '../../../shared/contract/desk/calendar.ts'
import { ageOn, dayOf } from '../../../shared/domain/zone.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { Chip } from '../../components/Pill.tsx'
import { visitTime } from '../../format/moments.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { useAccess } from '../access/useAccess.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { HealthPanel } from './HealthPanel.tsx'
import { OPEN_TONES, openThings, tabFor, type ChartFacts } from './openThings.ts'
import styles from './overview.module.css'
import { Timeline } from './Timeline.tsx'
import { timeline } from './timelineEntries.ts'
import { WhoSees } from './WhoSees.tsx'

/** What one needs to know before the patient sits down: what is open, what was and comes, their health, how to reach them. */
export function OverviewTab(props: {
  readonly patient: WorkspacePatient
  readonly onShow: (tab: WorkspaceTab) => void
}) {
  const { patient, onShow } = props
  const api = useApi()
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const input = { patientId: patient.id }
  const access = useAccess(patient.id)
  const forms = useQuery(api.forms.ofPatient.queryOptions({ input }))
  const seesPlans = useMay()('plans.list')
  const plans = useQuery(api.plans.list.queryOptions({ input: seesPlans ? input : skipToken }))
  const visits = useQuery(api.calendar.ofPatient.queryOptions({ input }))
  const messages = useQuery(api.messages.ofPatient.queryOptions({ input }))
  const failed = [access, forms, plans, visits, messages].find((query) => query.isError)
  if (failed) {
    return (
      <ErrorState title={words.workspace.couldNotLoad} error={failed.error} onRetry={() => void failed.refetch()} />
    )
  }
  const known = seesPlans ? plans.data : []
  if (!access.data || !forms.data || !known || !visits.data || !messages.data) return <SkeletonRows count={6} />
  const edit = () => setPatientForm({ kind: 'change', patientId: patient.id })
  const { current, earlier, holders } = access.data
  const entries = timeline({
    ...forms.data,
    visits: visits.data,
    plans: known,
    threads: messages.data.threads,
    invitations: current ? [current, ...earlier] : earlier,
  })
  return (
    <div className={styles['columns']}>
      <div className={styles['column']} data-side>
        <HealthPanel submissions={forms.data.submissions} />
        <NextVisit patient={patient} visits={visits.data} />
        <Contact patient={patient} onEdit={edit} />
        <WhoSees
          givenName={patient.givenName}
          holders={holders}
          current={current}
          onShow={() => onShow('access-code')}
        />
      </div>
      <div className={styles['column']}>
        <OpenPanel facts={{ patient, ...access.data, ...forms.data, plans: known }} onShow={onShow} onEdit={edit} />
        <Timeline entries={entries} onShow={onShow} />
      </div>
    </div>
  )
}

function OpenPanel(props: {
  readonly facts: ChartFacts
  readonly onShow: (tab: WorkspaceTab) => void
  readonly onEdit: () => void
}) {
  const t = words.workspace.overview
  const things = openThings(props.facts, useNow())
  return (
    <Panel title={t.open}>
      {things.length === 0 ? <p className={styles['nothing']}>{t.nothingOpen}</p> : null}
      <ul className={styles['things']}>
        {things.map((thing, index) => {
          const { text, chip, act } = words.workspace.overview.thing(thing)
          const tab = tabFor(thing)
          return (
            <li key={index}>
              <span className={styles['chip']}>
                <Chip tone={OPEN_TONES[thing.kind]}>{chip}</Chip>
              </span>
              <span className={styles['thing']} dir="auto">
                {text}
              </span>
              <Button
                size="xs"
                aria-label={words.common.actOn(act, text)}
                onClick={() => (tab ? props.onShow(tab) : props.onEdit())}
              >
                {act}
              </Button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function NextVisit(props: { readonly patient: WorkspacePatient; readonly visits: readonly PatientAppointment[] }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const next = props.patient.nextAppointment
  const last = props.visits
    .filter(({ status, startsAt }) => startsAt <= now && status === 'completed')
    .reduce<PatientAppointment | null>(
      (newest, each) => (newest && newest.startsAt > each.startsAt ? newest : each),
      null,
    )
  const t = words.workspace.overview
  return (
    <Panel title={t.visit}>
      {next ? (
        <>
          <p className={styles['visit']}>{visitTime(next.startsAt, timeZone, now)}</p>
          <p className={styles['visitHint']}>
            {words.workspace.overview.visitWith(next.serviceName, next.practitionerCalledName)}
          </p>
        </>
      ) : (
        <p className={styles['nothing']}>{t.noVisit}</p>
      )}
      {last ? <p className={styles['visitHint']}>{t.lastVisit(visitTime(last.startsAt, timeZone, now))}</p> : null}
    </Panel>
  )
}

function Contact(props: { readonly patient: WorkspacePatient; readonly onEdit: () => void }) {
  const { patient } = props
  const now = useNow()
  const timeZone = useTimeZone()
  const t = words.workspace
  return (
    <Panel
      title={t.overview.contact}
      aside={
        <Button
          size="xs"
          leftSection={<IconPencil size={14} stroke={1.75} aria-hidden="true" />}
          onClick={props.onEdit}
        >
          {t.overview.edit}
        </Button>
      }
    >
      <Facts>
        <Fact term={t.overview.name}>{fullName(patient)}</Fact>
        <Fact term={t.facts.born}>
          {patient.birthOn
            ? t.facts.bornAt(formats.date(patient.birthOn), ageOn(patient.birthOn, dayOf(now, timeZone)))
            : t.facts.unknown}
        </Fact>
        <Fact term={t.facts.telephone}>{patient.phone ?? t.facts.unknown}</Fact>
        <Fact term={t.facts.email}>{patient.email ?? t.facts.unknown}</Fact>
        <Fact term={t.facts.chart}>{words.patients.chartNumber(patient.chartNumber)}</Fact>
      </Facts>
    </Panel>
  )
}
