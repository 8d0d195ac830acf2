import { Button } from '@mantine/core'
import { canBeLenient } from '../../../../shared/domain/patientImport/rows.ts'
import type { PatientDetails } from '../../../../shared/domain/people.ts'
import { Chip } from '../../../components/Pill.tsx'
import { formats, words } from '../../../words/words.ts'
import styles from './import.module.css'
import { differences, type ImportRow } from './importView.ts'
import type { FileToImport } from './useFileToImport.ts'

/** What a line is, or why it is not taken. */
export function What(props: { readonly row: ImportRow }) {
  const { row } = props
  const t = words.imports
  if (row.state === 'onFile' && row.onFile) {
    const chart = words.patients.chartNumber(row.onFile.chartNumber)
    return (
      <span className={styles['what']}>
        <Chip tone="warn">{t.isOnFile(chart)}</Chip>
        <Differing here={row.details} there={row.onFile} name={chart} />
      </span>
    )
  }
  if (row.state === 'twice' && row.twin) {
    return (
      <span className={styles['what']}>
        <Chip tone="warn">{t.isTwice(row.twin.line)}</Chip>
        <Differing here={row.details} there={row.twin.details} name={t.inRow(row.twin.line)} />
      </span>
    )
  }
  if (row.state === 'problem') {
    return (
      <span className={styles['what']}>
        {row.problems.map((problem) => (
          <Chip key={problem} tone="warn">
            {t.problem[problem]}
          </Chip>
        ))}
      </span>
    )
  }
  const { birthOn, phone, email } = row.details ?? {}
  const birth = birthOn ? formats.shortDate(birthOn) : null
  const facts = [birth && row.byChoice ? t.readAs(row.byChoice, birth) : birth, phone, email].filter((fact) => fact)
  return (
    <span className={styles['quiet']} data-figures>
      {facts.join(' · ')}
    </span>
  )
}

function Differing(props: {
  readonly here: PatientDetails | null
  readonly there: PatientDetails
  readonly name: string
}) {
  const { here, there, name } = props
  const t = words.imports
  return (here ? differences(here, there) : []).map((each) => (
    <span key={each.field} className={styles['quiet']} data-figures>
      {t.differs(t.fields[each.field], each.here, name, each.there)}
    </span>
  ))
}

/** The ways out of what is not taken, or was read by a choice. */
export function Acts(props: { readonly row: ImportRow; readonly file: FileToImport; readonly onCorrect: () => void }) {
  const { row, file } = props
  const t = words.imports
  if (row.state === 'ready' && row.byChoice === null) return null
  const correct = (
    <Button size="xs" aria-label={t.correctFor(row.line)} onClick={props.onCorrect}>
      {t.correct}
    </Button>
  )
  return (
    <span className={styles['acts']}>
      {row.state === 'problem' && canBeLenient(row.problems) ? (
        <Button size="xs" aria-label={t.withoutFor(row.line)} onClick={() => file.takeLenient(row.line)}>
          {t.without}
        </Button>
      ) : null}
      {row.state === 'problem' || row.state === 'ready' ? (
        correct
      ) : (
        <Button size="xs" aria-label={t.allTheSameFor(row.line)} onClick={() => file.takeDespite(row.line)}>
          {t.allTheSame}
        </Button>
      )}
    </span>
  )
}
