import { Modal, VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { InboxItemId } from '../../shared/domain/ids.ts'
import type { ScreenSaid } from '../../shared/domain/portalHelp/helpFacts.ts'
import { useReturnFocus } from '../components/useReturnFocus.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { words } from '../words/words.ts'
import { Chosen } from './Chosen.tsx'
import { FoundPeople } from './FoundPeople.tsx'
import { HelpField } from './HelpField.tsx'
import styles from './portalHelp.module.css'
import { screensSaying } from './screens.ts'

/**
 * R4.9: the mix-up resolver. Somebody is on the telephone; a name, an e-mail address or what stands on their screen is enough to see
 * what happened, and one button ends it.
 */
export function PortalHelp(props: {
  /** On a chart: whose it is from the start. */
  readonly patient: PatientSummary | null
  readonly typed: string
  readonly onClose: () => void
  /** Shows a booking that waits to be matched; null where this window has no Inbox. */
  readonly onCompare: ((id: InboxItemId) => void) | null
}) {
  const [typed, setTyped] = useState(props.typed)
  const [wanted, setWanted] = useState<PatientSummary | null>(props.patient)
  const [screen, setScreen] = useState<ScreenSaid | null>(null)
  const [query] = useDebouncedValue(typed.trim(), 120)
  const said = screensSaying(query)
  const isFinding = wanted === null && query !== '' && said.length === 0
  const found = useQuery(
    useApi().portalHelp.find.queryOptions({
      input: { typed: query },
      enabled: isFinding,
      placeholderData: keepPreviousData,
    }),
  )
  useReturnFocus()
  const people = isFinding ? (found.data?.people ?? []) : []
  // What is asked for again because something changed is still of what is typed.
  const isBehind = typed.trim() !== query || (isFinding && (found.isPending || found.isPlaceholderData))
  const only = people.length === 1 && !isBehind ? (people[0] ?? null) : null
  // Who was found alone stays while a sentence of the screen is typed in the name's place.
  const [foundAlone, setFoundAlone] = useState<PatientSummary | null>(null)
  if (only && only.id !== foundAlone?.id) setFoundAlone(only)
  const isOfScreen = said.length > 0 || (screen !== null && typed.trim() === '')
  const patient = wanted ?? only ?? (isOfScreen ? foundAlone : null)
  const chooseScreen = (next: ScreenSaid | null) => {
    setScreen(next)
    if (said.length > 0) setTyped('')
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      withCloseButton={false}
      size={736}
      padding={0}
      radius="lg"
      centered={false}
      yOffset={110}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': words.portalHelp.title } }}
    >
      <VisuallyHidden component="h2">{words.portalHelp.title}</VisuallyHidden>
      <HelpField
        typed={typed}
        onTyped={setTyped}
        isBehind={isBehind}
        onEnter={() => {
          if (said[0]) chooseScreen(said[0].said)
          else if (wanted === null && people[0]) setWanted(people[0])
        }}
        label={wanted ? words.portalHelp.fieldOf(wanted.givenName) : words.portalHelp.field}
      />
      <FoundPeople
        query={query}
        screens={said}
        people={patient ? [] : people}
        because={isFinding ? (found.data?.because ?? null) : null}
        isEmpty={isFinding && found.isSuccess && people.length === 0}
        error={isFinding ? found.error : null}
        onScreen={chooseScreen}
        onPerson={setWanted}
      />
      {patient ? (
        <Chosen
          key={patient.id}
          patient={patient}
          typed={said.length > 0 ? '' : query}
          screen={screen}
          onScreen={setScreen}
          onCompare={props.onCompare}
          onSomebodyElse={
            props.patient
              ? null
              : () => {
                  setWanted(null)
                  setFoundAlone(null)
                  setScreen(null)
                  setTyped('')
                }
          }
        />
      ) : (
        <p className={styles['start']}>
          {screen && query === '' ? null : query === '' ? words.portalHelp.start : null}
        </p>
      )}
    </Modal>
  )
}
