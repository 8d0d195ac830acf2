import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import type { LibraryForm } from '../../../shared/contract/desk/forms.ts'
import type { QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { EmptyState } from '../../components/ListStates.tsx'
import rows from '../../components/rows.module.css'
import { words } from '../../words/words.ts'
import styles from './smartForms.module.css'

const STATES = ['pending', 'inProgress', 'submitted', 'expired'] as const

/** Published forms, each with how its copies stand. */
export function Library(props: {
  readonly forms: readonly LibraryForm[]
  readonly onPreview: (id: QuestionnaireVersionId) => void
  readonly onSend: (id: QuestionnaireVersionId) => void
}) {
  const t = words.forms
  if (props.forms.length === 0) {
    return (
      <EmptyState
        icon={<IconClipboardText size={28} stroke={1.5} aria-hidden="true" />}
        title={t.empty}
        hint={t.emptyText}
      />
    )
  }
  return (
    <section>
      <h2 className={rows['group']}>{t.library}</h2>
      <ul className={rows['rows']}>
        {props.forms.map((form) => (
          <li key={form.id} className={`${rows['row']} ${styles['form']}`}>
            <span className={rows['main']}>
              <span className={styles['formTitle']} dir="auto">
                {form.title}
              </span>
              <span className={styles['formHint']}>{t.formHint(form.questions, form.minutes, form.version)}</span>
            </span>
            <dl className={styles['counts']}>
              {STATES.map((state) => (
                <div key={state} data-zero={form.counts[state] === 0 || undefined}>
                  <dt>{words.forms.answers.assignment[state]}</dt>
                  <dd>{form.counts[state]}</dd>
                </div>
              ))}
            </dl>
            <span className={rows['end']}>
              <Button aria-label={t.previewOf(form.title)} onClick={() => props.onPreview(form.id)}>
                {t.preview}
              </Button>
              <Button aria-label={t.sendOf(form.title)} onClick={() => props.onSend(form.id)}>
                {t.send}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
