import { Menu, Pill } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { QuestionnaireVersionId } from '../../../shared/domain/ids.ts'
import { words } from '../../words/words.ts'
import styles from './booking.module.css'

type Form = { readonly id: QuestionnaireVersionId; readonly title: string }

/** The Smart Forms that leave with the confirmation (R2.2). */
export function FormChips(props: {
  readonly library: readonly Form[]
  readonly chosen: readonly QuestionnaireVersionId[]
  readonly onChange: (formIds: readonly QuestionnaireVersionId[]) => void
}) {
  const { library, chosen } = props
  const others = library.filter(({ id }) => !chosen.includes(id))
  const group = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  // R10.4: adding and removing take away what was pressed; the focus stays here, on what is pressed next.
  const [acts, setActs] = useState(0)
  useEffect(() => {
    if (acts > 0) (add.current ?? group.current)?.focus()
  }, [acts])
  const change = (formIds: readonly QuestionnaireVersionId[]) => {
    props.onChange(formIds)
    setActs(acts + 1)
  }
  return (
    <div role="group" aria-labelledby="booking-forms" ref={group} tabIndex={-1}>
      <div id="booking-forms" className={styles['label']}>
        {words.calendar.booking.forms}
      </div>
      <div className={styles['chips']}>
        {library
          .filter(({ id }) => chosen.includes(id))
          .map(({ id, title }) => (
            <Pill
              key={id}
              size="md"
              withRemoveButton
              className={styles['formChip'] ?? ''}
              onRemove={() => change(chosen.filter((each) => each !== id))}
              removeButtonProps={{ 'aria-label': words.common.remove(title), tabIndex: 0, 'aria-hidden': false }}
            >
              {title}
            </Pill>
          ))}
        {chosen.length === 0 ? <span className={styles['quiet']}>{words.calendar.booking.noForms}</span> : null}
        {others.length > 0 ? (
          <Menu position="bottom-start" width={260} returnFocus={false}>
            <Menu.Target>
              <button
                type="button"
                ref={add}
                className={styles['addForm']}
                aria-label={words.calendar.booking.addFormLabel}
              >
                {words.calendar.booking.addForm}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map(({ id, title }) => (
                <Menu.Item key={id} onClick={() => change([...chosen, id])}>
                  {title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
    </div>
  )
}
