import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import { fullName } from '../format/people.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { formats, words } from '../words/words.ts'
import { SearchSelect } from './SearchSelect.tsx'
import styles from './patientSelect.module.css'

const SHOWN = 8

/** One patient, found as one types by name, telephone, e-mail or birth date (R10.1). */
export function PatientSelect(props: {
  readonly value: PatientSummary | null
  readonly onChange: (patient: PatientSummary | null) => void
  readonly error: string | null
}) {
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed, 120)
  const found = useQuery(
    useApi().patients.search.queryOptions({
      input: { query: query.slice(0, 200), limit: SHOWN, offset: 0 },
      placeholderData: keepPreviousData,
    }),
  )
  const patients = found.data?.patients ?? []
  const known =
    props.value && !patients.some(({ id }) => id === props.value?.id) ? [props.value, ...patients] : patients
  const t = words.forms.sending
  return (
    <SearchSelect
      data-autofocus
      label={t.patient}
      placeholder={t.findPatient}
      leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
      comboboxProps={{ withinPortal: false }}
      clearable
      clearButtonProps={{ 'aria-label': words.common.clear }}
      maxLength={200}
      isBehind={typed !== query || found.isPlaceholderData}
      data={known.map((patient) => ({ value: patient.id, label: fullName(patient) }))}
      filter={({ options }) => options}
      value={props.value?.id ?? null}
      onChange={(id) => props.onChange(known.find((patient) => patient.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={found.isPending ? t.typeToFind : t.noMatch}
      error={props.error}
      renderOption={({ option }) => {
        const patient = known.find(({ id }) => id === option.value)
        return (
          <span className={styles['option']}>
            <span className={styles['name']} dir="auto">
              {option.label}
            </span>
            <span className={styles['hint']}>
              {[patient?.birthOn ? formats.date(patient.birthOn) : null, patient?.phone].filter(Boolean).join(' · ')}
            </span>
          </span>
        )
      }}
    />
  )
}
