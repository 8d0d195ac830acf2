import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { words } from '../../words/words.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'

/** "Undo", wherever something can be taken back (R10.4). */
export function UndoButton(props: {
  readonly size: 'xs' | 'sm'
  readonly onUndo: () => void
  readonly isMain?: boolean
  readonly isBusy?: boolean
  /** Ctrl+Z does the same here. */
  readonly isKeyShown?: boolean
  /** Of what, where several stand on one page. */
  readonly about?: string | undefined
}) {
  return (
    <Button
      size={props.size}
      variant={props.isMain ? 'filled' : 'default'}
      leftSection={<IconArrowBackUp size={props.isMain ? 16 : 14} stroke={1.75} aria-hidden="true" />}
      {...(props.isKeyShown ? { rightSection: <KeyOf name="undo" />, 'aria-keyshortcuts': ariaShortcut('undo') } : {})}
      onClick={props.onUndo}
      aria-disabled={props.isBusy}
      aria-label={props.about ? words.common.actOn(words.common.undo, props.about) : undefined}
    >
      {words.common.undo}
    </Button>
  )
}
