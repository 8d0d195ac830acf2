import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { chartNumberIn } from '../../shared/domain/patientRank.ts'
import type { PatientId } from '../../shared/domain/ids.ts'
import { Highlighted } from '../components/Highlighted.tsx'
import { chooseFirst, chooseOnEnter, palette, paletteStore, runChosen } from '../components/palette.ts'
import { useEnterAwaits } from '../components/useEnterAwaits.ts'
import { fullName } from '../format/people.ts'
import { KeyOf } from '../keys/KeyOf.tsx'
import { useKeys } from '../keys/useKeys.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { formats, words } from '../words/words.ts'
import type { Command } from './command.ts'
import { hasEveryWord, matchingCommands } from './matchingCommands.ts'
import styles from './palette.module.css'

const PATIENTS_SHOWN = 7

/** R10.4: Ctrl+K finds any patient, as one types, and any action of its window. */
export function Palette(props: {
  /** A hook: what can be done here, whatever is typed. */
  readonly useCommands: (query: string) => readonly Command[]
  readonly onPatient: (patientId: PatientId) => void
}) {
  const { useCommands } = props
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed.trim(), 40)
  const field = useRef<HTMLInputElement>(null)
  useKeys({
    find: () => {
      // It has the focus before the next key: whoever is quick types into it, and gives the page no orders.
      flushSync(palette.toggle)
      field.current?.focus()
    },
  })
  const found = useQuery(
    useApi().patients.search.queryOptions({
      input: { query, limit: PATIENTS_SHOWN, offset: 0 },
      enabled: query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const commands = matchingCommands(useCommands(query), typed)
  const isBehind = typed.trim() !== '' && (query !== typed.trim() || found.isFetching)
  // What was found for an earlier text stays only where it is what is typed now.
  const patients =
    query === '' ? [] : (found.data?.patients ?? []).filter((each) => !isBehind || hasEveryWord(fullName(each), typed))
  const chosenFor = useRef<string | null>(null)
  useEffect(() => {
    // Once for each text: what somebody chose among these stays, whatever is asked for anew behind it.
    if (isBehind || chosenFor.current === query) return
    chosenFor.current = query
    chooseFirst()
  }, [isBehind, query])
  const enter = useEnterAwaits(isBehind, runChosen)
  const isEmpty = patients.length === 0 && commands.length === 0 && !found.isFetching
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={(text) => {
        enter.forget()
        setTyped(text)
      }}
      shortcut={null}
      size={640}
      radius="xl"
      scrollable
      centered={false}
      attributes={{ content: { 'aria-label': words.shell.findAnything } }}
      maxHeight={460}
      yOffset={110}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        ref={field}
        placeholder={words.shell.findAnything}
        aria-label={words.shell.findAnything}
        onKeyDownCapture={enter.hold}
        onKeyDown={chooseOnEnter}
        leftSection={<IconSearch size={17} stroke={1.75} aria-hidden="true" />}
        rightSection={<KeyOf name="close" />}
        rightSectionWidth={52}
      />
      <Spotlight.ActionsList>
        {patients.length > 0 ? (
          <Spotlight.ActionsGroup label={words.shell.places.patients}>
            {patients.map((patient) => (
              <Spotlight.Action key={patient.id} onClick={() => props.onPatient(patient.id)}>
                <span className={styles['line']}>
                  <span className={styles['label']} dir="auto">
                    <Highlighted text={fullName(patient)} query={query} />
                  </span>
                  <span className={styles['hint']}>
                    {[
                      chartNumberIn(query) === patient.chartNumber
                        ? words.patients.chartNumber(patient.chartNumber)
                        : null,
                      patient.birthOn ? formats.date(patient.birthOn) : null,
                      patient.phone,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {commands.length > 0 ? (
          <Spotlight.ActionsGroup label={words.shell.actions}>
            {commands.map(({ id, label, icon: CommandIcon, key, run }) => (
              <Spotlight.Action key={id} onClick={run}>
                <span className={styles['line']}>
                  <CommandIcon size={16} stroke={1.75} aria-hidden="true" />
                  <span className={styles['command']}>{label}</span>
                  {key ? <KeyOf name={key} /> : null}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {isEmpty ? <Spotlight.Empty>{words.shell.nothingFound}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
