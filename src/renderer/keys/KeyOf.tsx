import { Key } from '../components/Pill.tsx'
import { words } from '../words/words.ts'
import styles from './keys.module.css'
import { keys, type KeyName, type Press } from './keys.ts'

/** A key of the list, shown where it works; not on a width that is touched. */
export function KeyOf(props: { readonly name: KeyName }) {
  return (
    <span className={styles['hint']}>
      <Key>{capOf(keys[props.name].presses[0])}</Key>
    </span>
  )
}

/** What is printed on the keys of one press: `Ctrl ↵`. */
export function capOf(press: Press): string {
  const { caps } = words.keys
  const named: Readonly<Record<string, string>> = caps.named
  const parts = press.startsWith('mod+') ? ['mod', press.slice(4)] : [press]
  return parts.map((part) => (part === 'mod' ? caps.mod : (named[part] ?? part))).join(' ')
}
