import { UnstyledButton } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { ScreenSaid } from '../../shared/domain/portalHelp/helpFacts.ts'
import { errorSentence } from '../components/errorSentence.ts'
import { Highlighted } from '../components/Highlighted.tsx'
import { Pill } from '../components/Pill.tsx'
import { fullName } from '../format/people.ts'
import { formats, words } from '../words/words.ts'
import styles from './portalHelp.module.css'

/** Whose it may be, or which screen it is, under what is typed. */
export function FoundPeople(props: {
  readonly query: string
  readonly screens: readonly { readonly said: ScreenSaid; readonly text: string }[]
  readonly people: readonly PatientSummary[]
  readonly because: keyof typeof words.portalHelp.because | null
  readonly isEmpty: boolean
  readonly error: unknown
  readonly onScreen: (said: ScreenSaid) => void
  readonly onPerson: (patient: PatientSummary) => void
}) {
  const t = words.portalHelp
  return (
    <>
      {props.screens.length > 0 ? (
        <ul className={styles['found']} aria-label={t.screens}>
          {props.screens.map(({ said, text }) => (
            <li key={text}>
              <UnstyledButton className={styles['person'] ?? ''} onClick={() => props.onScreen(said)}>
                <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" />
                <span className={styles['name']}>{text}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : null}
      {props.people.length > 0 ? (
        <ul className={styles['found']} aria-label={t.people}>
          {props.people.map((patient) => (
            <li key={patient.id}>
              <UnstyledButton className={styles['person'] ?? ''} onClick={() => props.onPerson(patient)}>
                <span className={styles['name']} dir="auto">
                  <Highlighted text={fullName(patient)} query={props.query} />
                </span>
                {patient.access ? <Pill tone="plain">{words.workspace.level[patient.access]}</Pill> : null}
                <span className={styles['hint']}>
                  {[patient.birthOn ? formats.date(patient.birthOn) : null, patient.email].filter(Boolean).join(' · ')}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles['status']} role="status">
        {props.error
          ? errorSentence(props.error)
          : props.because
            ? t.because[props.because]
            : props.isEmpty
              ? t.nobody
              : ''}
      </p>
    </>
  )
}
