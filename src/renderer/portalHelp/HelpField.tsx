import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEnterAwaits } from '../components/useEnterAwaits.ts'
import { KeyOf } from '../keys/KeyOf.tsx'
import styles from './portalHelp.module.css'

/** The one field; Enter takes the first of what it found, once that is what is typed now. */
export function HelpField(props: {
  readonly typed: string
  readonly label: string
  readonly isBehind: boolean
  readonly onTyped: (typed: string) => void
  readonly onEnter: () => void
}) {
  const enter = useEnterAwaits(props.isBehind, props.onEnter)
  return (
    <TextInput
      data-autofocus
      className={styles['field'] ?? ''}
      variant="unstyled"
      size="lg"
      aria-label={props.label}
      placeholder={props.label}
      autoComplete="off"
      spellCheck={false}
      maxLength={2_000}
      value={props.typed}
      onChange={(event) => {
        enter.forget()
        props.onTyped(event.currentTarget.value)
      }}
      onKeyDownCapture={enter.hold}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onEnter()
      }}
      leftSection={<IconSearch size={18} stroke={1.75} aria-hidden="true" />}
      rightSection={<KeyOf name="close" />}
      rightSectionWidth={52}
    />
  )
}
