import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PatientSummary } from '../../shared/contract/desk/patients.ts'
import type { InboxItemId } from '../../shared/domain/ids.ts'
import { EmailAddress } from '../../shared/domain/people.ts'
import type { HelpCase, HelpFix } from '../../shared/domain/portalHelp/helpFacts.ts'
import { errorSentence } from '../components/errorSentence.ts'
import { words } from '../words/words.ts'
import { Said } from './DoneRow.tsx'
import styles from './portalHelp.module.css'
import { useCaseText } from './useCaseText.ts'
import { useFix } from './useFix.ts'

/** One mix-up in words, and its button; the first's is the one to press. */
export function CaseRow(props: {
  readonly of: HelpCase
  readonly patient: PatientSummary
  readonly isFirst: boolean
  readonly onDone: (mended: HelpCase) => void
  readonly onCompare: ((id: InboxItemId) => void) | null
}) {
  const { of, patient } = props
  const { title, text, say } = useCaseText(of, patient)
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const fix = useFix(patient, () => props.onDone(of))
  const t = words.portalHelp
  const goesTo = of.fix && 'email' in of.fix ? of.fix.email : null
  const needsEmail = of.fix !== null && 'email' in of.fix && goesTo === null
  const email = EmailAddress.safeParse(typed)
  const run = (wanted: HelpFix) => {
    if (wanted.kind === 'compare') return props.onCompare?.(wanted.itemId)
    if (!needsEmail) return fix.run(wanted)
    setChecked(true)
    if (email.success) fix.run({ ...wanted, email: email.data } as HelpFix) // of a kind that has one
  }
  const isShown = of.fix !== null && (of.fix.kind !== 'compare' || props.onCompare !== null)
  return (
    <li className={styles['case']}>
      <form
        noValidate
        className={styles['caseForm']}
        onSubmit={(event) => {
          event.preventDefault()
          if (of.fix) run(of.fix)
        }}
      >
        <div className={styles['told']}>
          <h3 dir="auto">{title}</h3>
          <p dir="auto">{text}</p>
          {fix.failure ? (
            <p className={styles['bad']} role="alert">
              {errorSentence(fix.failure)}
            </p>
          ) : null}
          {of.fix === null ? <Said text={say} /> : null}
        </div>
        {of.fix !== null && isShown ? (
          <div className={styles['act']}>
            {needsEmail ? (
              <TextInput
                size="xs"
                type="email"
                inputMode="email"
                autoComplete="off"
                aria-label={t.email}
                placeholder={t.email}
                maxLength={254}
                value={typed}
                error={isChecked && !email.success ? t.emailNeeded : null}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            ) : null}
            <Button type="submit" variant={props.isFirst ? 'filled' : 'default'} aria-disabled={fix.isRunning}>
              {t.act[of.fix.kind]}
            </Button>
            {goesTo === null ? null : (
              <span className={styles['goesTo']} dir="auto">
                {t.goesTo(goesTo)}
              </span>
            )}
          </div>
        ) : null}
      </form>
    </li>
  )
}
