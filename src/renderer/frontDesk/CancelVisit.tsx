import { Button, Group, Textarea } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import type { DayAppointment } from '../../shared/contract/desk/calendar.ts'
import { isToldByDefault } from '../../shared/domain/telling.ts'
import { useReturnFocus } from '../components/useReturnFocus.ts'
import { visitTime } from '../format/moments.ts'
import { submitBySave } from '../keys/submitBySave.ts'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { words } from '../words/words.ts'
import { SeriesScopeField, type Scope } from './SeriesScopeField.tsx'
import { TellByEmail } from './TellByEmail.tsx'
import styles from './tellByEmail.module.css'
import { useCancelSeries } from './useCancelSeries.ts'
import { useChangeStatus } from './useChangeStatus.ts'
import { useSeriesToCome } from './useSeriesToCome.ts'

const REASON_LENGTH = 500

const SCOPES = ['one', 'following', 'toCome'] as const

/** Asks before a visit is cancelled, from wherever it is shown; the dialog is the window's own. */
export function openCancelVisit(appointment: DayAppointment): void {
  const modalId = modals.open({
    title: words.today.cancelling.title(appointment.patientName),
    closeButtonProps: { 'aria-label': words.common.close },
    returnFocus: false,
    children: <CancelVisit appointment={appointment} onDone={() => modals.close(modalId)} />,
  })
}

/** R6.6: the patient is told by e-mail unless that is unticked; the reason stays at the desk. */
function CancelVisit(props: { readonly appointment: DayAppointment; readonly onDone: () => void }) {
  const { appointment } = props
  useReturnFocus()
  const timeZone = useTimeZone()
  const now = useNow()
  const changeStatus = useChangeStatus()
  const [isTold, setTold] = useState(() => isToldByDefault(appointment, now))
  const [reason, setReason] = useState('')
  const [scope, setScope] = useState<Scope>('one')
  const series = useSeriesToCome(appointment)
  const cancelSeries = useCancelSeries()
  const t = words.today.cancelling
  return (
    <form
      noValidate
      className={styles['form']}
      onKeyDown={submitBySave}
      onSubmit={(event) => {
        event.preventDefault()
        props.onDone()
        const extra = { tell: isTold, reason: reason.trim() || null }
        if (scope === 'one') changeStatus(appointment, 'cancelled', extra)
        else cancelSeries(appointment, scope, series[scope], extra)
      }}
    >
      <p className={styles['when']}>
        {t.visit(visitTime(appointment.startsAt, timeZone, now), appointment.serviceName)}
      </p>
      <SeriesScopeField
        order={SCOPES}
        scopes={{ one: 1, following: series.following.length, toCome: series.toCome.length }}
        value={scope}
        onChange={setScope}
      />
      <TellByEmail visit={appointment} isTold={isTold} onTell={setTold} />
      <Textarea
        label={t.reason}
        description={t.reasonHint}
        value={reason}
        maxLength={REASON_LENGTH}
        autosize
        minRows={1}
        maxRows={6}
        dir="auto"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="sm">
        <Button onClick={props.onDone}>{t.keep}</Button>
        <Button type="submit" variant="filled" color="bad" data-autofocus>
          {words.today.mark.cancelled}
        </Button>
      </Group>
    </form>
  )
}
