import { initials } from '../../shared/language/initials.ts'
import styles from './marks.module.css'

/** Initials in one of five tints; the name stands beside it, so it is silent to a screen reader. */
export function Avatar(props: { readonly name: string; readonly tint: number; readonly size?: 'small' | 'large' }) {
  return (
    <span className={styles['avatar']} data-tint={props.tint % 5} data-size={props.size ?? 'small'} aria-hidden="true">
      {initials(props.name)}
    </span>
  )
}
