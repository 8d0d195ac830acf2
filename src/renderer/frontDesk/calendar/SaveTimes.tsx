import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FILE_DAYS } from '../../../shared/contract/desk/files.ts'
import { StaffId } from '../../../shared/domain/ids.ts'
import type { CalendarDay } from '../../../shared/domain/time.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { notifyDone } from '../../components/notify.ts'
import { saveFile } from '../../components/saveFile.ts'
import { useAct } from '../../components/useAct.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { readFileDraft, type FileDraft, type FileProblems } from './fileDraft.ts'
import styles from './saveTimes.module.css'

/** R11.1: when a practitioner is taken, as an .ics file: at first of the days that the calendar shows. */
export function SaveTimes(props: {
  readonly on: CalendarDay
  readonly whose: string | null
  readonly days: { readonly first: CalendarDay; readonly last: CalendarDay }
  readonly onClose: () => void
}) {
  const { on, days, onClose } = props
  const client = useClient()
  const asked = { on, practitionerId: StaffId.safeParse(props.whose).data ?? null }
  const { data } = useQuery(useApi().calendar.week.queryOptions({ input: asked }))
  const people = data?.people ?? []
  const today = useToday()
  const [chosen, setWhose] = useState<StaffId | null>(null)
  const whose = chosen ?? data?.practitionerId ?? null
  const [draft, setDraft] = useState<FileDraft>({
    fromOn: formats.shortDate(days.first),
    toOn: formats.shortDate(days.last),
  })
  const [problems, setProblems] = useState<FileProblems>({})
  const t = words.calendar.file
  const save = useAct(client.files.times, {
    keepFailure: true,
    onDone: ({ text }, { fromOn, toOn }) => {
      saveFile(`busy-${fromOn}-${toOn}.ics`, text, 'text/calendar')
      onClose()
      notifyDone(t.saved(people.find(({ practitionerId }) => practitionerId === whose)?.name ?? ''))
    },
  })
  const submit = () => {
    const read = readFileDraft(draft, today)
    if ('problems' in read) return setProblems(read.problems)
    if (whose) save.run({ ...read, practitionerId: whose })
  }
  const problem = (name: keyof FileDraft) => {
    const found = problems[name]
    if (!found) return null
    return found === 'tooLong' ? t.problem.tooLong(FILE_DAYS) : t.problem[found]
  }
  const field = (name: keyof FileDraft) => ({
    label: t.fields[name],
    value: draft[name],
    autoComplete: 'off',
    maxLength: 40,
    error: problem(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setDraft({ ...draft, [name]: event.currentTarget.value })
      setProblems({})
    },
  })
  return (
    <FormModal title={t.title} onClose={onClose} onSubmit={submit}>
      <div className={styles['form']}>
        <p>{t.what}</p>
        <NativeSelect
          data-autofocus
          label={t.fields.practitioner}
          value={whose ?? ''}
          data={people.map(({ practitionerId, name }) => ({ value: practitionerId, label: name }))}
          onChange={(event) => setWhose(StaffId.parse(event.currentTarget.value))}
        />
        <div className={styles['days']}>
          <TextInput {...field('fromOn')} />
          <TextInput {...field('toOn')} />
        </div>
        {save.failure ? <p role="alert">{errorSentence(save.failure)}</p> : null}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" variant="filled" aria-disabled={save.isRunning}>
            {t.save}
          </Button>
        </Group>
      </div>
    </FormModal>
  )
}
