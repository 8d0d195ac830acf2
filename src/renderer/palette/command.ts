import type { Icon } from '@tabler/icons-react'
import type { KeyName } from '../keys/keys.ts'

/** One action, as Ctrl+K offers it. */
export type Command = {
  readonly id: string
  readonly label: string
  readonly icon: Icon
  readonly key?: KeyName
  /** Offered whatever was typed: "Add patient “oka”". */
  readonly isAlways?: boolean
  readonly run: () => void
}
