import { ActionIcon, Skeleton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import type { PatientId } from '../../../shared/domain/ids.ts'
import { Highlighted } from '../../components/Highlighted.tsx'
import { Pill } from '../../components/Pill.tsx'
import { fullName } from '../../format/people.ts'
import { ageOn, shortDay } from '../../format/time.ts'
import { useToday } from '../../state/useToday.ts'
import { words } from '../../words/index.ts'
import styles from './patients.module.css'
import type { RowKeys } from './useRowKeys.ts'

const ROW = 40
const BEYOND = 10

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
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const first = Math.max(0, Math.floor(view.top / ROW) - BEYOND)
  const last = Math.min(total - 1, Math.ceil((view.top + view.height) / ROW) + BEYOND)

  useEffect(() => onShown({ first, last }), [first, last, onShown])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight })
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [query])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const top = keys.row * ROW
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + ROW > element.scrollTop + element.clientHeight - ROW)
      element.scrollTop = top + 2 * ROW - element.clientHeight
  }, [keys.row])

  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
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
            {HEADS.map((head) => (
              <span key={head} role="columnheader">
                {head}
              </span>
            ))}
            <span role="columnheader" className={styles['unseen']}>
              {words.patients.acts}
            </span>
          </div>
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: total * ROW }}>
          {rows.map((row) => {
            const patient = props.patientAt(row)
            return (
              <div
                key={row}
                id={keys.rowId(row)}
                role="row"
                aria-rowindex={row + 2}
                aria-selected={row === keys.row}
                className={styles['row']}
                style={{ transform: `translateY(${row * ROW}px)` }}
                onClick={() => keys.open(row)}
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
      <p className={styles['keys']}>{words.patients.keys}</p>
    </>
  )
}

const HEADS = [
  words.patients.name,
  words.patients.born,
  words.patients.telephone,
  words.patients.email,
  words.patients.chart,
  words.patients.access,
] as const

function Cells(props: {
  readonly patient: PatientSummary
  readonly query: string
  readonly today: Parameters<typeof ageOn>[1]
  readonly onChange: (patientId: PatientId) => void
}) {
  const { patient, query } = props
  const name = fullName(patient)
  return (
    <>
      <span role="gridcell" className={styles['name']} title={name}>
        <bdi>
          <Highlighted text={name} query={query} />
        </bdi>
      </span>
      <span role="gridcell" data-figures>
        {patient.birthOn ? (
          <>
            {shortDay(patient.birthOn)} <span className={styles['age']}>({ageOn(patient.birthOn, props.today)})</span>
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
        {words.patients.chartNumber(patient.chartNumber)}
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
