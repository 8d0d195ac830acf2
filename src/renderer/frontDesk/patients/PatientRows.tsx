import { ActionIcon, Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { ageOn } from '../../../shared/domain/zone.ts'
import { Highlighted } from '../../components/Highlighted.tsx'
import { Pill } from '../../components/Pill.tsx'
import { useVirtualRows } from '../../components/useVirtualRows.ts'
import { fullName } from '../../format/people.ts'
import { KeysLine } from '../../keys/KeysLine.tsx'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import styles from './patients.module.css'
import type { RowKeys } from './useRowKeys.ts'

/** In pixels, as the style sheet has them; the head stays in sight above the rows. */
const WIDE = { row: 40, head: 33 }
/** Two lines a row, which need no head. */
const NARROW = { row: 58, head: 0 }

/** Every row has its place from the start; only those in sight are drawn, and skeletons stand for those on their way. */
export function PatientRows(props: {
  readonly total: number
  readonly query: string
  readonly keys: RowKeys
  readonly patientAt: (row: number) => PatientSummary | undefined
  readonly onShown: (shown: { readonly first: number; readonly last: number }) => void
  readonly onChange: (patientId: PatientId) => void
}) {
  const { total, query, keys, onShown } = props
  const today = useToday()
  const lengths = useMediaQuery('(max-width: 860px)') ? NARROW : WIDE
  const { row, head } = lengths
  const { scroller, list } = useVirtualRows(total, lengths)
  const rows = list.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? first
  useEffect(() => onShown({ first, last }), [first, last, onShown])
  useEffect(() => list.measure(), [list, row])
  useEffect(() => list.scrollToOffset(0), [list, query])
  useEffect(() => list.scrollToIndex(keys.row), [list, keys.row])
  const heads = [
    words.patients.name,
    words.patients.born,
    words.patients.telephone,
    words.patients.email,
    words.patients.chart,
    words.patients.access,
  ]
  return (
    <>
      <div
        ref={scroller}
        id={keys.gridId}
        className={styles['frame']}
        role="grid"
        tabIndex={0}
        aria-label={words.patients.listLabel}
        aria-rowcount={total + 1}
        {...keys.active}
        onKeyDown={keys.onKeyDown}
      >
        <div role="rowgroup" className={styles['head']}>
          <div role="row" aria-rowindex={1} className={styles['row']}>
            {heads.map((title) => (
              <span key={title} role="columnheader">
                {title}
              </span>
            ))}
            <span role="columnheader" className={styles['unseen']}>
              {words.patients.acts}
            </span>
          </div>
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: list.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const patient = props.patientAt(index)
            return (
              <div
                key={index}
                id={keys.rowId(index)}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === keys.row}
                className={styles['row']}
                style={{ transform: `translateY(${start - head}px)` }}
                onClick={() => keys.open(index)}
              >
                {patient ? (
                  <Cells patient={patient} query={query} today={today} onChange={props.onChange} />
                ) : (
                  <span role="gridcell" className={styles['wait']} aria-label={words.common.loading}>
                    <Skeleton height={10} width="45%" />
                  </span>
                )}
              </div>
            )
          })}
        </div>
      </div>
      <KeysLine className={styles['keys']} names={['move', 'open', 'edit']} />
    </>
  )
}

function Cells(props: {
  readonly patient: PatientSummary
  readonly query: string
  readonly today: CalendarDay
  readonly onChange: (patientId: PatientId) => void
}) {
  const { patient, query } = props
  const name = fullName(patient)
  return (
    <>
      <span role="gridcell" className={styles['name']} title={name}>
        <bdi>
          <Highlighted text={name} query={query} />
        </bdi>{' '}
        {patient.standing === 'provisional' ? <Pill tone="info">{words.patients.standing.provisional}</Pill> : null}
      </span>
      <span role="gridcell" data-figures>
        {patient.birthOn ? (
          <>
            {formats.shortDate(patient.birthOn)} <Age years={ageOn(patient.birthOn, props.today)} />
          </>
        ) : (
          words.patients.none
        )}
      </span>
      <span role="gridcell" data-figures>
        {patient.phone ?? words.patients.none}
      </span>
      <span role="gridcell" title={patient.email ?? undefined}>
        {patient.email ?? words.patients.none}
      </span>
      <span role="gridcell" data-figures>
        {patient.standing === 'provisional' ? words.patients.none : words.patients.chartNumber(patient.chartNumber)}
      </span>
      <span role="gridcell">
        {patient.access === 'full' ? (
          <Pill tone="accent">{words.patients.full}</Pill>
        ) : patient.access === 'limited' ? (
          <Pill tone="plain">{words.patients.limited}</Pill>
        ) : (
          <span className={styles['age']}>{words.patients.noAccess}</span>
        )}
      </span>
      <span role="gridcell">
        <ActionIcon
          size={28}
          tabIndex={-1}
          aria-label={words.patients.changeFor(name)}
          onClick={(event) => {
            event.stopPropagation()
            props.onChange(patient.id)
          }}
        >
          <IconPencil size={15} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </span>
    </>
  )
}

/** Nothing beside a birth date that is still to come. */
function Age(props: { readonly years: number | null }) {
  if (props.years === null) return null
  return <span className={styles['age']}>{words.patients.age(props.years)}</span>
}
