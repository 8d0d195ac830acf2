import { Button, Group } from '@mantine/core'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Compared } from '../../../shared/contract/desk/onlineBooking.ts'
import type { PatientSummary } from '../../../shared/contract/desk/patients.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { useHalfTyped } from '../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../components/errorSentence.ts'
import { FormModal } from '../../components/FormModal.tsx'
import { PatientSelect } from '../../components/PatientSelect.tsx'
import { useOfferUndo } from '../../components/undo/useOfferUndo.tsx'
import { useAct } from '../../components/useAct.ts'
import { fullName } from '../../format/people.ts'
import { useApi, useClient } from '../../state/ClientProvider.tsx'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import type { WorkspacePatient } from '../useWorkspacePatient.ts'
import styles from './family.module.css'

type Both = { readonly goes: Compared; readonly stays: Compared }

/** R3.5, story of two charts and one person: both beside each other, which one stays, and one button. */
export function MergeModal(props: { readonly patient: WorkspacePatient; readonly onClose: () => void }) {
  const { patient } = props
  const client = useClient()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [other, setOther] = useState<PatientSummary | null>(null)
  const [isSwapped, setSwapped] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const close = useHalfTyped(other !== null, props.onClose)
  const { offer } = useOfferUndo()
  const t = words.family.merge
  const compared = useQuery(
    useApi().onlineBooking.compareCharts.queryOptions({
      input: other && other.id !== patient.id ? { patientId: other.id, chartId: patient.id } : skipToken,
    }),
  )
  const both: Both | null = compared.data
    ? isSwapped
      ? { goes: compared.data.chart, stays: compared.data.patient }
      : { goes: compared.data.patient, stays: compared.data.chart }
    : null
  const merge = useAct(
    ({ goes, stays }: Both) =>
      client.patients.merge({
        ...{ patientId: goes.id, seenVersion: goes.version },
        ...{ chartId: stays.id, seenChartVersion: stays.version },
      }),
    {
      keepFailure: true,
      onDone: (_done, { goes, stays }) => {
        void queryClient.invalidateQueries()
        offer({
          ...{ message: t.done(stays.givenName), leavesAt: null, about: goes.id },
          undo: async () => void (await client.patients.undoMerge({ patientId: goes.id })),
        })
        props.onClose()
        if (goes.id === patient.id) navigate(`/workspace/${stays.id}/family`)
      },
    },
  )
  const isMissing = isChecked && (other === null || other.id === patient.id)
  return (
    <FormModal
      title={t.title}
      onClose={close}
      onSubmit={() => {
        setChecked(true)
        if (both) merge.run(both)
      }}
    >
      <p className={styles['text']}>{t.text}</p>
      <PatientSelect
        value={other}
        onChange={setOther}
        error={isMissing ? t.choose : compared.isError ? errorSentence(compared.error) : null}
      />
      {both ? (
        <>
          <Beside {...both} />
          <p className={styles['text']}>{t.detailsText}</p>
        </>
      ) : null}
      {merge.failure ? (
        <p className={styles['bad']} role="alert">
          {errorSentence(merge.failure)}
        </p>
      ) : null}
      <Group justify="flex-end" gap="sm" mt="md">
        {both ? (
          <Button variant="subtle" color="gray" onClick={() => setSwapped(!isSwapped)}>
            {t.swap}
          </Button>
        ) : null}
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button type="submit" variant="filled" aria-disabled={merge.isRunning || compared.isFetching}>
          {t.confirm}
        </Button>
      </Group>
    </FormModal>
  )
}

function Beside({ goes, stays }: Both) {
  const timeZone = useTimeZone()
  const t = words.family.merge
  const none = words.family.none
  const rows: readonly (readonly [string, (of: Compared) => string])[] = [
    [t.name, fullName],
    [t.born, ({ birthOn }) => (birthOn ? formats.date(birthOn) : none)],
    [t.phone, ({ phone }) => phone ?? none],
    [t.email, ({ email }) => email ?? none],
    [t.lastVisit, ({ lastVisit }) => (lastVisit ? formats.date(dayOf(lastVisit.startsAt, timeZone)) : none)],
    [
      t.online,
      ({ online }) =>
        online.map(({ email, level }) => `${email} (${words.workspace.level[level]})`).join(', ') || t.nobody,
    ],
  ]
  return (
    <table className={styles['beside']}>
      <thead>
        <tr>
          <td />
          {[stays, goes].map((each) => (
            <th key={each.id} scope="col">
              {each === stays ? t.stays : t.goes}
              <span>{t.chart(each.chartNumber)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, of]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td dir="auto">{of(stays)}</td>
            <td dir="auto">{of(goes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
