import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { submitBySave } from '../keys/submitBySave.ts'
import { words } from '../words/words.ts'
import { useIsAsking } from './discard/useHalfTyped.ts'
import { useReturnFocus } from './useReturnFocus.ts'

/** A short form in front of the page; it stands until its owner takes it away. */
export function FormModal(props: {
  readonly title: string
  readonly onClose: () => void
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  useReturnFocus()
  const isAsking = useIsAsking()
  return (
    <Modal
      opened
      onClose={props.onClose}
      onKeyDown={submitBySave}
      closeOnEscape={!isAsking}
      title={props.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
      </form>
    </Modal>
  )
}
