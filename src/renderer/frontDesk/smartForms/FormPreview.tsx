import { Drawer } from '@mantine/core'
import { isQuestion, flatten } from '../../../shared/domain/questionnaires/engine.ts'
import type { QuestionnaireItem } from '../../../shared/domain/questionnaires/types.ts'
import { words } from '../../words/words.ts'
import type { LibraryForm } from '../../../shared/contract/desk/forms.ts'
import styles from './smartForms.module.css'
import { useReturnFocus } from '../../components/useReturnFocus.ts'

/** Every question of a form in its order, with its choices and what it depends on. */
export function FormPreview(props: { readonly form: LibraryForm; readonly onClose: () => void }) {
  const { form } = props
  useReturnFocus()
  const t = words.forms
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      padding="xl"
      size={520}
      title={form.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
      classNames={{ title: styles['drawerTitle'] ?? '' }}
      transitionProps={{ duration: 140 }}
    >
      <p className={styles['previewHint']}>{t.formHint(form.questions, form.minutes, form.version)}</p>
      {form.description ? <p dir="auto">{form.description}</p> : null}
      <ol className={styles['questions']}>
        {flatten(form.questionnaire).map(({ item }) =>
          item.type === 'group' ? (
            <li key={item.linkId} className={styles['groupTitle']} dir="auto">
              {item.text}
            </li>
          ) : (
            <Question key={item.linkId} item={item} />
          ),
        )}
      </ol>
    </Drawer>
  )
}

function Question(props: { readonly item: QuestionnaireItem }) {
  const { item } = props
  const t = words.forms
  const notes = [
    t.types[item.type],
    item.required ? t.required : '',
    item.repeats ? t.repeats : '',
    item.enableWhen?.length ? t.dependsOn : '',
  ].filter((note) => note !== '')
  return (
    <li className={styles['question']}>
      <span dir="auto">{item.text ?? item.linkId}</span>
      {isQuestion(item) ? <span className={styles['notes']}>{notes.join(' · ')}</span> : null}
      {item.answerOption ? (
        <ul className={styles['options']}>
          {item.answerOption.map(({ valueCoding, valueString, valueInteger }, index) => (
            <li key={index} dir="auto">
              {valueCoding?.display ?? valueCoding?.code ?? valueString ?? valueInteger}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
