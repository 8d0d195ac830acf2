import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { setParam, useParam } from '../../address/useParam.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/ListStates.tsx'
import { openWorkspace } from '../../components/openWorkspace.ts'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useEnterAwaits } from '../../components/useEnterAwaits.ts'
import { useDeskStore } from '../../state/ClientProvider.tsx'
import { useMay } from '../../state/useMay.ts'
import { formats, words } from '../../words/words.ts'
import { PatientRows } from './PatientRows.tsx'
import styles from './patients.module.css'
import { useRowKeys, type RowAct } from './useRowKeys.ts'
import { useWindowedPatients } from './useWindowedPatients.ts'

/** R10.1 *Patients*: all of them, found as one types; 100,000 scroll as lightly as ten. */
export function PatientsPage() {
  const [asked] = useParam('q')
  const [typed, setTyped] = useState(asked ?? '')
  const [query] = useDebouncedValue(typed.trim(), 60)
  // Also after the rail's own link, which leads to the page without a search while the one that was typed stands.
  useEffect(() => setParam('q', query === '' ? null : query, false), [query, asked])
  const [shown, setShown] = useState({ first: 0, last: 40 })
  const list = useWindowedPatients(query, shown.first, shown.last)
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const may = useMay()
  const total = list.total ?? 0
  const act = (row: number, what: RowAct) => {
    const patient = list.patientAt(row)
    if (!patient) return
    if (what === 'open') openWorkspace(patient.id)
    else setPatientForm({ kind: 'change', patientId: patient.id })
  }
  const keys = useRowKeys(total, query, act)
  const enter = useEnterAwaits((typed.trim() !== query || !list.isCurrent) && !list.error, () => act(0, 'open'))
  const add = () => setPatientForm({ kind: 'add', typed: typed.trim(), forBooking: false })
  const isKnown = list.total !== undefined
  const subtitle = isKnown
    ? query === ''
      ? words.patients.total(total, formats.number(total))
      : words.patients.found(formats.number(total))
    : ''
  return (
    <>
      <PageHeader title={words.patients.title} subtitle={subtitle}>
        {may('imports.add') ? (
          <Button component={Link} href="/patients/import">
            {words.imports.open}
          </Button>
        ) : null}
        <Button variant="filled" leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />} onClick={add}>
          {words.patients.add}
        </Button>
      </PageHeader>
      <div className={styles['page']}>
        <TextInput
          type="search"
          className={styles['search'] ?? ''}
          aria-label={words.patients.search}
          {...(total > 0 ? { 'aria-controls': keys.gridId } : {})}
          {...keys.active}
          placeholder={words.patients.searchPlaceholder}
          leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
          rightSection={
            typed ? (
              <CloseButton size="sm" aria-label={words.patients.clearSearch} onClick={() => setTyped('')} />
            ) : null
          }
          autoFocus
          maxLength={200}
          value={typed}
          onKeyDownCapture={enter.hold}
          onKeyDown={keys.onKeyDown}
          onChange={(event) => {
            enter.forget()
            setTyped(event.currentTarget.value)
          }}
        />
        {list.error && !list.isCurrent ? (
          <ErrorState title={words.patients.couldNotLoad} error={list.error} onRetry={list.retry} />
        ) : !isKnown ? (
          <div className={styles['frame']}>
            <SkeletonRows count={14} />
          </div>
        ) : total === 0 && query === '' ? (
          <EmptyState
            title={words.patients.empty}
            hint={words.patients.emptyHint}
            icon={<IconUsers size={28} stroke={1.5} />}
            action={<Button onClick={add}>{words.patients.add}</Button>}
          />
        ) : total === 0 ? (
          <EmptyState
            title={words.patients.noMatch(query)}
            hint={words.patients.noMatchHint}
            icon={<IconUsers size={28} stroke={1.5} />}
            action={<Button onClick={() => setTyped('')}>{words.patients.clearSearch}</Button>}
          />
        ) : (
          <PatientRows
            total={total}
            query={query}
            keys={keys}
            patientAt={list.patientAt}
            onShown={setShown}
            onChange={(patientId) => setPatientForm({ kind: 'change', patientId })}
          />
        )}
      </div>
    </>
  )
}
