import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { InboxItemId } from '../../shared/domain/ids.ts'
import { ScreenSaid, type HelpCase } from '../../shared/domain/portalHelp/helpFacts.ts'
import { ErrorState, SkeletonRows } from '../components/ListStates.tsx'
import { fullName } from '../format/people.ts'
import { useApi } from '../state/ClientProvider.tsx'
import { formats, words } from '../words/words.ts'
import { CaseRow } from './CaseRow.tsx'
import { DoneRow } from './DoneRow.tsx'
import { KnownFacts } from './KnownFacts.tsx'
import styles from './portalHelp.module.css'
import { screensToChoose } from './screens.ts'

/** One patient: what is the matter, the likeliest first with its one button, and the facts under it. */
export function Chosen(props: {
  readonly patient: PatientSummary
  readonly typed: string
  readonly screen: ScreenSaid | null
  readonly onScreen: (screen: ScreenSaid | null) => void
  readonly onCompare: ((id: InboxItemId) => void) | null
  readonly onSomebodyElse: (() => void) | null
}) {
  const { patient, typed, screen } = props
  const t = words.portalHelp
  /** What was mended, and as it was then: what is known now tells it otherwise. */
  const [done, setDone] = useState<HelpCase | null>(null)
  const help = useQuery(
    useApi().portalHelp.of.queryOptions({
      input: { patientId: patient.id, typed, screen },
      placeholderData: keepPreviousData,
    }),
  )
  const known = help.data
  return (
    <>
      <div className={styles['who']}>
        <span className={styles['name']} dir="auto">
          {fullName(patient)}
        </span>
        <span className={styles['hint']}>{patient.birthOn ? formats.date(patient.birthOn) : null}</span>
        {props.onSomebodyElse ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={props.onSomebodyElse}>
            {t.somebodyElse}
          </Button>
        ) : null}
        <NativeSelect
          className={styles['screen'] ?? ''}
          size="xs"
          aria-label={t.screen}
          value={screen ?? ''}
          onChange={(event) => {
            setDone(null)
            const said = ScreenSaid.safeParse(event.currentTarget.value)
            props.onScreen(said.success ? said.data : null)
          }}
          data={[
            { value: '', label: `${t.screen}: ${t.screenUnknown}` },
            ...screensToChoose().map(({ said, text }) => ({ value: said, label: text })),
          ]}
        />
      </div>
      {help.isPending ? <SkeletonRows count={3} /> : null}
      {help.isError ? (
        <ErrorState title={t.couldNotLoad} error={help.error} onRetry={() => void help.refetch()} />
      ) : null}
      {done ? <DoneRow of={done} patient={patient} /> : null}
      {known && !done ? (
        <ol className={styles['cases']}>
          {known.cases.map((each, at) => (
            <CaseRow
              key={each.kind}
              of={each}
              patient={known.patient}
              isFirst={at === 0}
              onDone={setDone}
              onCompare={props.onCompare}
            />
          ))}
        </ol>
      ) : null}
      {known ? <KnownFacts facts={known.facts} /> : null}
    </>
  )
}
