import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { RECOVERY_WORDS } from '../../../shared/domain/recoverySheet.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { Mark } from '../../components/Mark.tsx'
import { noWords, withProblems, WordFields, type TypedWords } from '../../components/recovery/WordFields.tsx'
import { useAct } from '../../components/useAct.ts'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import styles from './session.module.css'

const PLACES = Array.from({ length: RECOVERY_WORDS }, (_, place) => place)

/** R10.9: no key that is kept opens the clinic's file; its recovery sheet does. Nothing typed here is kept anywhere. */
export function OpenWithSheet(props: {
  readonly because: 'missing' | 'unreadable' | 'wrong' | 'opened'
  readonly file: string
}) {
  const { because } = props
  const [isNotKept, setNotKept] = useState(false)
  const t = words.recovery.closed
  useEffect(() => {
    document.title = words.common.pageTitle(t.title)
  }, [t])
  useEffect(() => {
    // What was connected before the file was open stays connected to the closed desk.
    if (because === 'opened' && !isNotKept) window.location.reload()
  }, [because, isNotKept])
  return (
    <main className={styles['screen']}>
      <div className={styles['card']} data-wide>
        <Mark size={30} />
        <h1 className={styles['title']}>{t.title}</h1>
        {isNotKept ? (
          <>
            <p className={styles['text']} role="status">
              {t.notKept}
            </p>
            <Button variant="filled" data-autofocus autoFocus onClick={() => window.location.reload()}>
              {t.goOn}
            </Button>
          </>
        ) : because === 'opened' ? null : (
          <>
            <p className={styles['text']}>{t.because[because]}</p>
            <p className={styles['file']} translate="no">
              {props.file}
            </p>
            <SheetForm onOpened={(isKept) => setNotKept(!isKept)} />
          </>
        )}
      </div>
    </main>
  )
}

function SheetForm(props: { readonly onOpened: (isKept: boolean) => void }) {
  const client = useClient()
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<TypedWords>(() => noWords(PLACES))
  const t = words.recovery.closed
  const open = useAct(client.recovery.open, { keepFailure: true, onDone: ({ isKept }) => props.onOpened(isKept) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const checked = withProblems(state)
    setState(checked)
    const first = checked.problems.findIndex((problem) => problem !== null)
    if (first >= 0) form.current?.querySelectorAll('input')[first]?.focus()
    else open.run({ words: [...state.typed] })
  }
  return (
    <form ref={form} noValidate className={styles['form']} onSubmit={submit} onKeyDown={submitBySave}>
      <fieldset className={styles['words']}>
        <legend>{t.words}</legend>
        <p className={styles['text']}>{t.how}</p>
        <WordFields places={PLACES} state={state} onChange={setState} />
      </fieldset>
      <div role="alert" className={styles['alert']}>
        {open.failure ? errorSentence(open.failure) : null}
      </div>
      <Button type="submit" variant="filled" size="md" loading={open.isRunning}>
        {t.open}
      </Button>
    </form>
  )
}
