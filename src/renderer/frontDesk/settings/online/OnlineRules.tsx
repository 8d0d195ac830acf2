import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OnlineBooking } from '../../../../shared/contract/desk/onlineBooking.ts'
import type { Versioned } from '../../../components/conflict/changeOver.ts'
import { ConflictModal } from '../../../components/conflict/ConflictModal.tsx'
import { orMeanwhile } from '../../../components/conflict/orMeanwhile.ts'
import { useChange } from '../../../components/conflict/useChange.ts'
import { useHalfTyped } from '../../../components/discard/useHalfTyped.ts'
import { errorSentence } from '../../../components/errorSentence.ts'
import { notifyDone } from '../../../components/notify.ts'
import { Panel } from '../../../components/Panel.tsx'
import { submitBySave } from '../../../keys/submitBySave.ts'
import { useApi, useClient } from '../../../state/ClientProvider.tsx'
import { words } from '../../../words/words.ts'
import styles from '../settings.module.css'
import {
  draftOfOnline,
  NUMBER_FIELDS,
  ONLINE_FIELDS,
  readOnlineDraft,
  versionedOnline,
  type NumberField,
  type OnlineDraft,
  type OnlineField,
  type OnlineValues,
} from './onlineDraft.ts'

type Begun = { readonly saw: Versioned<OnlineValues>; readonly typed: OnlineDraft }

/** By which rules times are sold (R6.3); over what somebody else saved meanwhile the person chooses (R10.7). */
export function OnlineRules({ booking, canChange }: { readonly booking: OnlineBooking; readonly canChange: boolean }) {
  const client = useClient()
  const api = useApi()
  const queryClient = useQueryClient()
  const [begun, setBegun] = useState<Begun | null>(null)
  const saw = begun?.saw ?? versionedOnline(booking)
  const typed = begun?.typed ?? draftOfOnline(saw.values)
  const read = readOnlineDraft(typed)
  const isChanged = 'problems' in read || ONLINE_FIELDS.some((field) => read.values[field] !== saw.values[field])
  const problems = 'problems' in read ? read.problems : {}
  const change = useChange<OnlineValues, OnlineBooking>({
    fields: ONLINE_FIELDS,
    send: (sent) => orMeanwhile(client.onlineBooking.save(sent), versionedOnline),
    onDone: (saved) => {
      queryClient.setQueryData(api.onlineBooking.get.queryKey(), saved)
      setBegun(null)
      notifyDone(words.settings.sending.saved)
    },
  })
  useHalfTyped(begun !== null && isChanged, () => setBegun(null), 'inPage')
  const type = (part: Partial<OnlineDraft>) => setBegun({ saw, typed: { ...typed, ...part } })
  const t = words.settings.onlineBooking
  return (
    <Panel title={t.title}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if ('values' in read && isChanged) change.save(saw, read.values)
        }}
        onKeyDown={submitBySave}
      >
        <p className={styles['intro']}>
          {t.text} <Link href="/settings/services">{t.services}</Link>
        </p>
        <Switch
          label={t.isOpen}
          checked={typed.isOpen}
          disabled={!canChange}
          onChange={(event) => type({ isOpen: event.currentTarget.checked })}
        />
        {NUMBER_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={labelOf(field)}
            description={HINTS[field]()}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            inputMode="numeric"
            className={styles['number'] ?? ''}
            value={typed[field]}
            readOnly={!canChange}
            onChange={(event) => type({ [field]: event.currentTarget.value })}
            error={problems[field] ?? null}
          />
        ))}
        <Switch
          label={t.isApprovedFirst}
          description={t.isApprovedFirstText}
          checked={typed.isApprovedFirst}
          disabled={!canChange}
          onChange={(event) => type({ isApprovedFirst: event.currentTarget.checked })}
        />
        <Textarea
          className={styles['wide'] ?? ''}
          label={t.frameSites}
          description={t.frameSitesText}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          value={typed.frameSites}
          readOnly={!canChange}
          onChange={(event) => type({ frameSites: event.currentTarget.value })}
          error={problems.frameSites ?? null}
        />
        {canChange ? (
          <Button
            type="submit"
            variant={isChanged ? 'filled' : 'default'}
            aria-disabled={!isChanged || change.isRunning}
            {...(isChanged ? {} : { 'data-disabled': true })}
          >
            {t.save}
          </Button>
        ) : null}
        {change.failure && !change.conflict ? (
          <div role="alert" className={styles['failure']}>
            {errorSentence(change.failure)}
          </div>
        ) : null}
      </form>
      {change.conflict ? (
        <ConflictModal
          conflict={change.conflict}
          what={t.what}
          label={labelOf}
          shown={(field, value) => shownOf(field, value)}
          isRunning={change.isRunning}
          failure={change.failure}
          onBack={change.back}
          onSettle={change.settle}
        />
      ) : null}
    </Panel>
  )
}

const HINTS: Readonly<Record<NumberField, () => string | null>> = {
  noticeMinutes: () => words.settings.onlineBooking.noticeText,
  cutOffMinutes: () => words.settings.onlineBooking.cutOffText,
  horizonDays: () => words.settings.onlineBooking.horizonText,
  stepMinutes: () => null,
  mostOpen: () => words.settings.onlineBooking.mostOpenText,
  offerMinutes: () => words.settings.onlineBooking.offerText,
}

function labelOf(field: OnlineField): string {
  const t = words.settings.onlineBooking
  if (field === 'noticeMinutes') return t.noticeHours
  return field === 'cutOffMinutes' ? t.cutOffHours : t[field]
}

function shownOf(field: OnlineField, value: OnlineValues[OnlineField] | undefined): string {
  const t = words.settings.onlineBooking
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (field === 'noticeMinutes' || field === 'cutOffMinutes') return String(Number(value) / 60)
  return value === '' || value === undefined ? t.none : String(value)
}
