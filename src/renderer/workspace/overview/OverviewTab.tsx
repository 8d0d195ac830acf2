import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ageOn, dayOf } from '../../../shared/domain/zone.ts'
import { ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import type { WorkspaceTab } from '../../components/openWorkspace.ts'
import { Fact, Facts, Panel } from '../../components/Panel.tsx'
import { Chip } from '../../components/Pill.tsx'
import { visitTime } from '../../format/moments.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import { useAccess } from '../access/useAccess.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import { OPEN_TONES, openThings, tabFor } from './openThings.ts'
import styles from './overview.module.css'

/** What one needs to know before the patient sits down: what is open, the next visit, how to reach them. */
export function OverviewTab(props: {
  readonly patient: WorkspacePatient
  readonly onShow: (tab: WorkspaceTab) => void
}) {
  const { patient } = props
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const edit = () => setPatientForm({ kind: 'change', patientId: patient.id })
  return (
    <div className={styles['columns']}>
      <OpenPanel patient={patient} onShow={props.onShow} onEdit={edit} />
      <div className={styles['column']}>
        <NextVisit patient={patient} />
        <Contact patient={patient} onEdit={edit} />
      </div>
    </div>
  )
}

function OpenPanel(props: {
  readonly patient: WorkspacePatient
  readonly onShow: (tab: WorkspaceTab) => void
  readonly onEdit: () => void
}) {
  const { patient } = props
  const api = useApi()
  const now = useNow()
  const access = useAccess(patient.id)
  const forms = useQuery(api.forms.ofPatient.queryOptions({ input: { patientId: patient.id } }))
  const plans = useQuery(api.plans.list.queryOptions({ input: { patientId: patient.id } }))
  const failed = [access, forms, plans].find((query) => query.isError)
  const t = words.workspace.overview
  if (failed) {
    return (
      <Panel title={t.open}>
        <ErrorState title={words.workspace.couldNotLoad} error={failed.error} onRetry={() => void failed.refetch()} />
      </Panel>
    )
  }
  if (!access.data || !forms.data || !plans.data) {
    return (
      <Panel title={t.open}>
        <SkeletonRows count={3} />
      </Panel>
    )
  }
  const things = openThings({ patient, ...access.data, ...forms.data, plans: plans.data }, now)
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

function NextVisit(props: { readonly patient: WorkspacePatient }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const next = props.patient.nextAppointment
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
