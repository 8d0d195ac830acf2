import { useEffect, type FormEvent, type ReactNode } from 'react'
import { declaredAs, errorSentence } from '../../components/errorSentence.ts'
import { Mark } from '../../components/Mark.tsx'
import { words } from '../../words/words.ts'
import styles from './session.module.css'

/** One step of signing in: what is asked for, and what went wrong with the last try. */
export function SignInCard(props: {
  readonly title: string
  readonly text: string | null
  /** What the last try was refused for. */
  readonly failure: unknown
  readonly waitSeconds: number
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  const { failure, waitSeconds } = props
  useEffect(() => {
    document.title = words.common.pageTitle(words.session.signInTitle)
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (waitSeconds === 0) props.onSubmit()
  }
  return (
    <main className={styles['screen']}>
      <form className={styles['card']} onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <Mark size={30} />
        <h1 id="sign-in-title" className={styles['title']}>
          {props.title}
        </h1>
        {props.text === null ? null : (
          <p className={styles['text']} dir="auto">
            {props.text}
          </p>
        )}
        <div role="alert" className={styles['alert']}>
          {/* Its sentence counts down and goes; the others stand until the next attempt. */}
          {waitSeconds > 0
            ? words.common.errors.declared.RATE_LIMITED({ retryAfterSeconds: waitSeconds })
            : failure && !declaredAs(failure, 'RATE_LIMITED')
              ? errorSentence(failure)
              : null}
        </div>
        {props.children}
      </form>
    </main>
  )
}
