import { Button, Skeleton } from '@mantine/core'
import { safe } from '@orpc/client'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Instant } from '../../../shared/domain/time.ts'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { errorSentence } from '../errorSentence.ts'
import { ErrorState } from '../ListStates.tsx'
import { notifyDone } from '../notify.ts'
import { OnPaper } from '../OnPaper.tsx'
import { useAct } from '../useAct.ts'
import { SheetPaper } from './SheetPaper.tsx'
import { noWords, withProblems, WordFields, type TypedWords } from './WordFields.tsx'
import styles from './sheetMaker.module.css'

type Sheet = { readonly words: readonly string[]; readonly madeAt: Instant; readonly asked: readonly number[] }

export type SheetStep = 'print' | 'check'

/** R10.9: the sheet is shown and printed, then three of its words are typed back from the paper, with the words out of sight. */
export function SheetMaker(props: {
  readonly step: SheetStep
  readonly onStep: (step: SheetStep) => void
  readonly onChecked: () => void
}) {
  const client = useClient()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const begin = useAct(client.recovery.begin, {
    keepFailure: true,
    onDone: (begun, { isAnew }) => {
      setSheet(begun)
      if (isAnew) notifyDone(words.recovery.anewDone)
    },
  })
  const { run } = begin
  const isAsked = useRef(false)
  useEffect(() => {
    // Each time the words are shown stands in the audit log: once a visit to this page.
    if (isAsked.current) return
    isAsked.current = true
    run({ isAnew: false })
  }, [run])
  if (begin.failure) {
    return (
      <ErrorState
        title={words.recovery.couldNotLoad}
        error={begin.failure}
        onRetry={() => begin.run({ isAnew: false })}
      />
    )
  }
  if (!sheet) return <Skeleton height={420} aria-label={words.common.loading} />
  return props.step === 'print' ? (
    <PrintStep
      sheet={sheet}
      isBusy={begin.isRunning}
      onAnew={() => begin.run({ isAnew: true })}
      onNext={() => props.onStep('check')}
    />
  ) : (
    <CheckStep
      key={sheet.madeAt}
      sheet={sheet}
      onBack={() => props.onStep('print')}
      onChecked={() => {
        notifyDone(words.recovery.isChecked)
        props.onChecked()
      }}
    />
  )
}

function PrintStep(props: {
  readonly sheet: Sheet
  readonly isBusy: boolean
  readonly onAnew: () => void
  readonly onNext: () => void
}) {
  const { sheet } = props
  const t = words.recovery
  const paper = <SheetPaper words={sheet.words} madeAt={sheet.madeAt} />
  return (
    <div className={styles['step']}>
      <p className={styles['text']}>{t.printText}</p>
      <div className={styles['acts']}>
        <Button
          variant="filled"
          data-autofocus
          leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t.print}
        </Button>
        <Button onClick={props.onNext}>{t.goOn}</Button>
        <Button variant="subtle" color="gray" aria-disabled={props.isBusy} onClick={props.onAnew}>
          {t.anew}
        </Button>
      </div>
      <div className={styles['preview']}>{paper}</div>
      <OnPaper>{paper}</OnPaper>
    </div>
  )
}

function CheckStep(props: { readonly sheet: Sheet; readonly onBack: () => void; readonly onChecked: () => void }) {
  const { asked, madeAt } = props.sheet
  const client = useClient()
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<TypedWords>(() => noWords(asked))
  const t = words.recovery
  const show = (checked: TypedWords) => {
    setState(checked)
    const first = checked.problems.findIndex((problem) => problem !== null)
    if (first >= 0) form.current?.querySelectorAll('input')[first]?.focus()
    return first < 0
  }
  const check = useAct(
    async (typed: readonly string[]) => {
      const { error, isDefined } = await safe(client.recovery.check({ madeAt, typed: [...typed] }))
      if (isDefined && error.code === 'WORDS_WRONG') return error.data.at
      if (error) throw error
      return []
    },
    {
      keepFailure: true,
      onDone: (wrong, typed) => {
        if (wrong.length === 0) return props.onChecked()
        show({ typed, problems: asked.map((place) => (wrong.includes(place) ? t.wordWrong : null)) })
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (show(withProblems(state))) check.run(state.typed)
  }
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <form ref={form} noValidate className={styles['step']} onSubmit={submit} onKeyDown={submitBySave}>
      <p className={styles['text']}>{t.checkText}</p>
      <WordFields places={asked} state={state} onChange={setState} />
      <p role="alert" className={styles['alert']}>
        {check.failure ? errorSentence(check.failure) : null}
      </p>
      {check.isRunning ? (
        <p role="status" className={styles['text']}>
          {t.rewriting}
        </p>
      ) : null}
      <div className={styles['acts']}>
        <Button type="submit" variant="filled" loading={check.isRunning}>
          {t.check}
        </Button>
        <Button onClick={props.onBack}>{t.backToSheet}</Button>
      </div>
    </form>
  )
}
