import { Button, Skeleton } from '@mantine/core'
import { IconEye, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ageOn, dayOf } from '../../shared/domain/zone.ts'
import { Avatar } from '../components/Avatar.tsx'
import { Pill } from '../components/Pill.tsx'
import { visitTime } from '../format/moments.ts'
import { fullName, tintOf } from '../format/people.ts'
import { useMay } from '../state/useMay.ts'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { formats, words } from '../words/words.ts'
import type { WorkspacePatient } from './useWorkspacePatient.ts'
import styles from './workspace.module.css'

/** Whose chart this is, always on screen; what everybody asks for at the counter. */
export function WorkspaceHeader(props: {
  readonly patient: WorkspacePatient
  readonly onSeeAs: () => void
  readonly onBook: () => void
  /** The tabs. */
  readonly children: ReactNode
}) {
  const { patient } = props
  const now = useNow()
  const may = useMay()
  const timeZone = useTimeZone()
  const name = fullName(patient)
  const next = patient.nextAppointment
  const t = words.workspace.facts
  return (
    <header className={styles['header']}>
      <div className={styles['top']}>
        <Avatar name={name} tint={tintOf(name)} size="large" />
        <h1 className={styles['name']} dir="auto" title={name}>
          {name}
        </h1>
        {patient.standing === 'chart' ? null : <Pill tone="info">{words.patients.standing[patient.standing]}</Pill>}
        {patient.access ? (
          <Pill tone={patient.access === 'full' ? 'accent' : 'warn'}>{words.workspace.access[patient.access]}</Pill>
        ) : (
          <Pill tone="plain">{words.workspace.access.none}</Pill>
        )}
        <div className={styles['acts']}>
          {may('access.seeAs') ? (
            <Button leftSection={<IconEye size={16} stroke={1.75} aria-hidden="true" />} onClick={props.onSeeAs}>
              {words.workspace.seeAsPatient}
            </Button>
          ) : null}
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
            onClick={props.onBook}
          >
            {words.workspace.newAppointment}
          </Button>
        </div>
      </div>
      <dl className={styles['facts']}>
        <HeaderFact term={t.born}>
          {patient.birthOn
            ? t.bornAt(formats.date(patient.birthOn), ageOn(patient.birthOn, dayOf(now, timeZone)))
            : t.unknown}
        </HeaderFact>
        <HeaderFact term={t.telephone}>{patient.phone ?? t.unknown}</HeaderFact>
        <HeaderFact term={t.email}>{patient.email ?? t.unknown}</HeaderFact>
        <HeaderFact term={t.chart}>{words.patients.chartNumber(patient.chartNumber)}</HeaderFact>
        <HeaderFact term={t.nextVisit}>
          {next ? t.visit(visitTime(next.startsAt, timeZone, now), next.practitionerCalledName) : t.noVisit}
        </HeaderFact>
      </dl>
      {props.children}
    </header>
  )
}

function HeaderFact(props: { readonly term: string; readonly children: string }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd dir="auto">{props.children}</dd>
    </div>
  )
}

export function HeaderSkeleton() {
  return (
    <div className={styles['header']} role="status" aria-label={words.common.loading}>
      <div className={styles['top']} aria-hidden="true">
        <Skeleton height={34} width={34} circle />
        <Skeleton height={18} width={180} />
      </div>
      <div className={styles['headerPlace']} aria-hidden="true">
        <Skeleton height={12} width={520} />
      </div>
    </div>
  )
}
