import { Button, Group } from '@mantine/core'
import { words } from '../words/words.ts'
import { FormModal } from './FormModal.tsx'
import styles from './reason.module.css'

/** For what ends something that somebody else relies on: says what happens, and asks once. */
export function ConfirmModal(props: {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  return (
    <FormModal
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => {
        props.onClose()
        props.onConfirm()
      }}
    >
      <p className={styles['text']}>{props.text}</p>
      <Group justify="flex-end" gap="sm">
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" data-autofocus>
          {props.confirm}
        </Button>
      </Group>
    </FormModal>
  )
}
