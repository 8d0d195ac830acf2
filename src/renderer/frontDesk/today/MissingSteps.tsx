import { IconClipboardList } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { SetUpStep } from '../../../shared/domain/setUp.ts'
import { words } from '../../words/words.ts'
import styles from './settle.module.css'

const PLACES: Record<SetUpStep, string> = {
  staff: '/settings/staff',
  services: '/settings/services',
  hours: '/settings/hours',
  connection: '/settings/connection#connection',
  email: '/settings/email#test',
  recoverySheet: '/settings/recovery',
}

/** R10.8: what the clinic is not ready without, each with the page on which it is done. */
export function MissingSteps(props: { readonly steps: readonly SetUpStep[] }) {
  if (props.steps.length === 0) return null
  return (
    <ul className={styles['settle']} aria-label={words.setUp.missing}>
      {props.steps.map((step) => (
        <li key={step}>
          <Link href={PLACES[step]}>
            <IconClipboardList size={16} stroke={1.75} aria-hidden="true" />
            <span className={styles['settleText']}>
              {words.setUp.steps[step].missing}
              <span className={styles['hint']}>{words.setUp.steps[step].because}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
