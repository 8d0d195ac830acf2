import { Key } from '../components/Pill.tsx'
import { words } from '../words/words.ts'
import { capOf } from './KeyOf.tsx'
import styles from './keys.module.css'
import { keys, type KeyName } from './keys.ts'

/** Along the foot of a list: the keys that work in it. */
export function KeysLine(props: { readonly names: readonly KeyName[]; readonly className?: string | undefined }) {
  return (
    <p className={`${styles['line']} ${props.className ?? ''}`}>
      {props.names.map((name) => (
        <span key={name}>
          {keys[name].presses.map((press) => (
            <Key key={press}>{capOf(press)}</Key>
          ))}{' '}
          {words.keys.names[name]}
        </span>
      ))}
    </p>
  )
}
