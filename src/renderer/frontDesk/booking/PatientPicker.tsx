import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { PatientId } from '../../../shared/domain/ids.ts'
import { Highlighted } from '../../components/Highlighted.tsx'
import { useEnterAwaits } from '../../components/useEnterAwaits.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useDeskStore } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'

const SHOWN = 6
const NEW_PATIENT = 'new'

/** The patient of a booking: found as one types, or made on the spot. */
export function PatientPicker(props: {
  readonly chosen: PatientSummary | null
  readonly error: string | null
  /** Whether somebody begins here. */
  readonly startsHere: boolean
  readonly onChoose: (patientId: PatientId | null) => void
}) {
  const { chosen, onChoose } = props
  const api = useApi()
  const setPatientForm = useDeskStore((desk) => desk.setPatientForm)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { selectFirstOption, closeDropdown } = combobox
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed.trim(), 60)
  const isSearching = !chosen && query !== ''
  const found = useQuery(
    api.patients.search.queryOptions({
      input: { query, limit: SHOWN, offset: 0 },
      enabled: isSearching,
      placeholderData: keepPreviousData,
    }),
  )
  useEffect(() => {
    // The first match is the likely one, whenever the matches change.
    if (isSearching && found.data && found.data.patients.length > 0) selectFirstOption()
  }, [isSearching, found.data, selectFirstOption])

  const submit = (value: string) => {
    combobox.closeDropdown()
    if (value === NEW_PATIENT) return setPatientForm({ kind: 'add', typed: typed.trim(), forBooking: true })
    const patientId = PatientId.safeParse(value)
    if (patientId.success) onChoose(patientId.data)
  }
  const isBehind = !chosen && (typed.trim() !== query || (isSearching && found.isFetching))
  const matches = isSearching ? (found.data?.patients ?? []) : []
  const only = matches.length === 1 ? matches[0] : undefined
  // Where the text finds several, a person chooses.
  const enter = useEnterAwaits(isBehind, () => {
    if (!only) return
    closeDropdown()
    onChoose(only.id)
  })
  return (
    <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label={words.calendar.booking.patient}
          placeholder={words.calendar.booking.patientPlaceholder}
          leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
          rightSection={found.isFetching && isSearching ? <Loader size={14} /> : null}
          onKeyDownCapture={enter.hold}
          value={chosen ? fullName(chosen) : typed}
          error={props.error}
          data-field="patient"
          data-autofocus={props.startsHere || undefined}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            enter.forget()
            if (chosen) onChoose(null)
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={chosen !== null}>
        <Combobox.Options aria-label={words.calendar.booking.patient}>
          {matches.map((patient) => (
            <Combobox.Option key={patient.id} value={patient.id} className={styles['option'] ?? ''}>
              <span className={styles['optionName']} dir="auto">
                <Highlighted text={fullName(patient)} query={query} />
              </span>
              <span className={styles['optionFacts']}>{factsOf(patient)}</span>
            </Combobox.Option>
          ))}
          {isSearching && found.data && matches.length === 0 ? (
            <Combobox.Empty>{words.calendar.booking.noPatient}</Combobox.Empty>
          ) : null}
          <Combobox.Option value={NEW_PATIENT} className={styles['newPatient'] ?? ''}>
            {words.calendar.booking.newPatient(typed.trim())}
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function factsOf(patient: PatientSummary): string {
  return [patient.birthOn?.slice(0, 4), patient.phone].filter(Boolean).join(' · ')
}
