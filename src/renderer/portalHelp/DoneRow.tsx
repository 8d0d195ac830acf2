import { IconCheck, IconPhone } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { HelpCase } from '../../shared/domain/portalHelp/helpFacts.ts'
import { words } from '../words/words.ts'
import styles from './portalHelp.module.css'
import { useCaseText } from './useCaseText.ts'

/** It is mended: what to say now. Whoever presses the button hears it read out. */
export function DoneRow(props: { readonly of: HelpCase; readonly patient: PatientSummary }) {
  const { title, say } = useCaseText(props.of, props.patient)
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => row.current?.focus(), [])
  return (
    <div ref={row} className={styles['done']} tabIndex={-1} role="group" aria-label={words.portalHelp.done}>
      <h3 dir="auto">
        <IconCheck size={16} stroke={2} aria-hidden="true" /> {title}
      </h3>
      <Said text={say} />
    </div>
  )
}

export function Said(props: { readonly text: string }) {
  return (
    <p className={styles['say']}>
      <IconPhone size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <b>{words.portalHelp.say}</b> <span dir="auto">{props.text}</span>
      </span>
    </p>
  )
}
