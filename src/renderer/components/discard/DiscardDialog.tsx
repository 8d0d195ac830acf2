import { Button, Group, Modal } from '@mantine/core'
import { words } from '../../words/words.ts'
import styles from '../reason.module.css'
import { useReturnFocus } from '../useReturnFocus.ts'
import { discard, keepTyping } from './discarding.ts'
import { useIsAsking } from './useHalfTyped.ts'

/** Asked once where a half-typed form is closed, over whatever page it is on. */
export function DiscardDialog() {
  return useIsAsking() ? <Asking /> : null
}

function Asking() {
  useReturnFocus()
  const t = words.common.discarding
  return (
    <Modal
      opened
      onClose={keepTyping}
      title={t.title}
      size={400}
      zIndex={400}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p className={styles['text']}>{t.text}</p>
      <Group justify="flex-end" gap="sm">
        <Button color="bad" variant="subtle" onClick={discard}>
          {t.discard}
        </Button>
        <Button variant="filled" data-autofocus onClick={keepTyping}>
          {t.keep}
        </Button>
      </Group>
    </Modal>
  )
}
