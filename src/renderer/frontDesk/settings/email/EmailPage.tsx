import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Settings } from '../../../../shared/contract/desk/settings.ts'
import { focusWrong } from '../../../components/focus/focusWrong.ts'
import { Reminders } from '../Reminders.tsx'
import { Sending } from '../Sending.tsx'
import { draftOf, problemsOf, valuesOf } from './mailServerDraft.ts'
import { MailWayForm, type BegunMailWay } from './MailWayForm.tsx'
import { TestMail } from './TestMail.tsx'
import styles from '../settings.module.css'

/** R9.4: how e-mails leave, a test of it, reminders, and how long links and "Undo" last. */
export function EmailPage(props: { readonly settings: Settings; readonly canChange: boolean }) {
  return (
    <>
      <MailWay {...props} />
      <Reminders {...props} />
      <Sending {...props} />
    </>
  )
}

/** The way and its test, which tries what is typed before it is saved. */
export function MailWay(props: { readonly settings: Settings; readonly canChange: boolean }) {
  const { settings, canChange } = props
  const [begun, setBegun] = useState<BegunMailWay | null>(null)
  const [isChecked, setChecked] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const typed = begun?.typed ?? draftOf(settings)
  const isComplete = Object.keys(problemsOf(typed)).length === 0
  const { mailWay, ...server } = valuesOf(typed, settings)
  const password = typed.smtpPassword === '' ? null : typed.smtpPassword
  return (
    <div ref={area} className={styles['panels']}>
      <MailWayForm
        settings={settings}
        canChange={canChange}
        begun={begun}
        onType={setBegun}
        isChecked={isChecked}
        onCheck={setChecked}
      />
      {canChange ? (
        <TestMail
          through={mailWay === 'endpoint' ? { way: mailWay } : isComplete ? { way: mailWay, server, password } : null}
          onIncomplete={() => {
            flushSync(() => setChecked(true))
            focusWrong(area.current)
          }}
        />
      ) : null}
    </div>
  )
}
