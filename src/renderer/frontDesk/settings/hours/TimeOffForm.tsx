import { Button, TextInput } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { TimeOffId, type StaffId } from '../../../../shared/domain/ids.ts'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { useOfferUndo } from '../../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../../components/useAct.ts'
import { newId } from '../../../format/newId.ts'
import { submitBySave } from '../../../keys/submitBySave.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { useToday } from '../../../state/useToday.ts'
import { words } from '../../../words/words.ts'
import styles from './hours.module.css'
import { StandingVisits } from './StandingVisits.tsx'
import { NO_TIME_OFF, readTimeOff, type TimeOffDraft, type TimeOffProblems } from './timeOffDraft.ts'

/** Days or a part of them; the visits that stand in it are shown before, and left there only by saying so (R10.8). */
export function TimeOffForm(props: { readonly practitionerId: StaffId; readonly onClose: () => void }) {
  const { practitionerId, onClose } = props
  const client = useClient()
  const { offer } = useOfferUndo()
  const today = useToday()
  const [id] = useState(() => TimeOffId.parse(newId()))
  const [draft, setDraft] = useState<TimeOffDraft>(NO_TIME_OFF)
  const [problems, setProblems] = useState<TimeOffProblems>({})
  const close = useHalfTyped(isTyped(draft), onClose, 'inPage')
  const t = words.settings.hours.off
  const read = readTimeOff(draft, today)
  const details = 'details' in read ? read.details : null
  const standing = useQuery(
    useApi().hours.visitsIn.queryOptions({ input: details ? { practitionerId, details } : skipToken }),
  )
  const visits = details ? (standing.data ?? []) : []
  const add = useAct(client.hours.addTimeOff, {
    keepFailure: true,
    onDone: (added) => {
      onClose()
      offer({
        ...{ message: t.added, about: added.id, leavesAt: null },
        undo: () => client.hours.removeTimeOff({ id: added.id }),
      })
    },
  })
  const field = (name: keyof TimeOffDraft) => {
    const problem = problems[name]
    return {
      label: t.fields[name],
      value: draft[name],
      autoComplete: 'off',
      maxLength: name === 'word' ? 100 : 40,
      error: problem ? t.problem[problem] : null,
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        setDraft({ ...draft, [name]: event.currentTarget.value })
        setProblems({})
      },
    }
  }
  return (
    <form
      noValidate
      className={styles['offForm']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!details) return setProblems('problems' in read ? read.problems : {})
        add.run({ id, practitionerId, details, leaving: visits.map((visit) => visit.id) })
      }}
      onKeyDown={submitBySave}
    >
      <TextInput {...field('fromOn')} autoFocus />
      <TextInput {...field('toOn')} />
      <TextInput {...field('from')} />
      <TextInput {...field('to')} />
      <TextInput {...field('word')} className={styles['wide'] ?? ''} />
      <div role="status" className={styles['wide']}>
        {visits.length > 0 ? <StandingVisits title={t.wouldStand(visits.length)} visits={visits} /> : null}
      </div>
      <div role="alert" className={`${styles['failure']} ${styles['wide']}`}>
        {add.failure ? errorSentence(add.failure) : null}
      </div>
      <div className={`${styles['acts']} ${styles['wide']}`}>
        <Button type="submit" variant="filled" aria-disabled={add.isRunning}>
          {visits.length > 0 ? t.leaveAndAdd(visits.length) : t.addThis}
        </Button>
        <Button onClick={close}>{words.common.cancel}</Button>
      </div>
    </form>
  )
}

function isTyped(draft: TimeOffDraft): boolean {
  return Object.values(draft).some((typed) => typed.trim() !== '')
}
