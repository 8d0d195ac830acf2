import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ComponentProps } from 'react'
import { flushSync } from 'react-dom'
import { navigate } from 'wouter/use-browser-location'
import { intake } from '../../../shared/domain/questionnaires/library/intake.ts'
import type { ServiceId } from '../../../shared/domain/ids.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { focusWrong } from '../../components/focus/focusWrong.ts'
import { notifyDone } from '../../components/notify.ts'
import { useAct } from '../../components/useAct.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { submitBySave } from '../../keys/submitBySave.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { words } from '../../words/words.ts'
import { PRESETS } from './presets.ts'
import {
  emptyRow,
  firstDraft,
  INTAKE,
  readRows,
  ServicesDraft,
  withPreset,
  type RowProblems,
  type ServiceRow,
} from './servicesDraft.ts'
import { ServicesTable } from './ServicesTable.tsx'
import { SetUpFrame } from './SetUpFrame.tsx'
import styles from './firstServices.module.css'
import setUp from './setUp.module.css'
import { hrefOf } from './steps.ts'
import { forgetDraft, useKeptDraft } from './useKeptDraft.ts'

const FORM = 'first-services'
type Frame = Omit<ComponentProps<typeof SetUpFrame>, 'children'>

/** R10.8: the first services, of a set that a profession begins with, changed here and taken over in one act. */
export function FirstServices(props: { readonly frame: Frame }) {
  const { frame } = props
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const { data: library = [] } = useQuery(api.forms.library.queryOptions())
  const [fresh] = useState(firstDraft)
  const [draft, keep] = useKeptDraft('services', ServicesDraft, fresh)
  const rows = draft.sets[draft.preset] ?? []
  const [problems, setProblems] = useState<ReadonlyMap<ServiceId, RowProblems>>(new Map())
  const t = words.setUp.presets
  const takeOver = useAct(client.services.addAll, {
    keepFailure: true,
    onDone: (services) => {
      forgetDraft('services')
      queryClient.setQueryData(api.services.list.queryKey(), services)
      void queryClient.invalidateQueries({ queryKey: api.setUp.key() })
      notifyDone(t.takenOver(services.length))
      navigate(hrefOf('hours'))
    },
  })
  const type = (next: ServicesDraft) => {
    keep(next)
    setProblems(new Map())
    takeOver.forget()
  }
  const typeRows = (next: ServiceRow[]) => type({ ...draft, sets: { ...draft.sets, [draft.preset]: next } })
  const intakeId = library.find(({ questionnaire }) => questionnaire.url === intake.url)?.id
  const taken = rows.filter(({ isTaken }) => isTaken).length
  const submit = () => {
    const read = readRows(rows, (form) => (form === INTAKE ? intakeId : form || undefined))
    if ('services' in read) return takeOver.run({ services: [...read.services] })
    flushSync(() => setProblems(read.problems))
    focusWrong(document.getElementById(FORM))
  }
  return (
    <SetUpFrame
      {...frame}
      text={t.text}
      on={
        <>
          {frame.on}
          {taken > 0 ? (
            <Button
              type="submit"
              form={FORM}
              size="md"
              variant="filled"
              aria-disabled={takeOver.isRunning}
              rightSection={<KeyOf name="save" />}
            >
              {t.takeOver(taken)}
            </Button>
          ) : null}
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (taken > 0) submit()
        }}
        onKeyDown={submitBySave}
      >
        <fieldset className={styles['sets']}>
          <legend>{t.setFor}</legend>
          {PRESETS.map((preset) => (
            <label key={preset} className={styles['set']}>
              <input
                type="radio"
                name="set"
                checked={draft.preset === preset}
                onChange={() => type(withPreset(draft, preset))}
              />
              {t.names[preset]}
            </label>
          ))}
        </fieldset>
        <div role="alert" className={setUp['alert']}>
          {takeOver.failure ? errorSentence(takeOver.failure) : null}
        </div>
        {rows.length > 0 ? (
          <ServicesTable
            rows={rows}
            problems={problems}
            forms={library.map(({ id, title }) => ({ value: id === intakeId ? INTAKE : id, label: title }))}
            onChange={typeRows}
          />
        ) : null}
        <div className={styles['under']}>
          <Button
            variant="subtle"
            leftSection={<IconPlus size={15} stroke={1.75} aria-hidden="true" />}
            onClick={() => typeRows([...rows, emptyRow()])}
          >
            {t.another}
          </Button>
          <p>{t.everybody}</p>
        </div>
      </form>
    </SetUpFrame>
  )
}
