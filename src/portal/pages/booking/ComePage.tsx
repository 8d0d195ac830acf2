import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { ReminderLook } from '../../../shared/contract/portal.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import { fromFragment } from '../../../shared/envelope/secrets.ts'
import { reminderToken, willComeMac } from '../../../shared/envelope/willCome.ts'
import { goTo, pathOf } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { takeReminder } from '../../tab.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../../trouble.ts'
import { Button, CallLink, Notice } from '../../views/controls.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { bookingWords } from '../../words/bookingWords.ts'
import { formats, words } from '../../words/words.ts'
import { Page } from '../Page.tsx'
import { useBusy } from '../useBusy.ts'

type State = { readonly trouble: Trouble | null } & (
  { readonly kind: 'looking' } | { readonly kind: 'dead' } | { readonly kind: 'seen'; readonly look: ReminderLook }
)

/**
 * R9.1: whoever has a reminder says that they come, by a button: opening changes nothing, because mail scanners open (R4.3). Nobody needs
 * to be signed in.
 */
export function ComePage(): ReactNode {
  const { client, clinicId, profile } = usePortal()
  const [secret] = useState(() => fromFragment(takeReminder(clinicId) ?? ''))
  const [state, setState] = useState<State>({ kind: secret === null ? 'dead' : 'looking', trouble: null })
  const { isBusy, run } = useBusy()
  const said = bookingWords.come

  const ask = useCallback(async (asking: () => Promise<ReminderLook>) => {
    setState((before) => ({ ...before, trouble: null }))
    try {
      const look = await asking()
      setState({ kind: 'seen', look, trouble: null })
    } catch (error) {
      if (isCode(error, 'NOT_FOUND')) setState({ kind: 'dead', trouble: null })
      else setState((before) => ({ ...before, trouble: troubleOf(error) }))
    }
  }, [])
  const lookNow = useCallback(async () => {
    if (secret !== null) await ask(() => client.reminder.look({ clinicId, token: reminderToken(secret) }))
  }, [ask, client, clinicId, secret])
  useEffect(() => void lookNow(), [lookNow])

  async function answer(): Promise<void> {
    if (secret === null || state.kind !== 'seen') return
    const { mailId, visitId, startsAt } = state.look
    const mac = willComeMac(secret, { clinicId, mailId, visitId, startsAt })
    await ask(() => client.reminder.answer({ clinicId, token: reminderToken(secret), mac }))
  }

  const look = state.kind === 'seen' ? state.look : null
  const canAnswer = look?.standing === 'stands' && look.answeredAt === null
  const [heading, text] = textsOf(state, profile.timeZone)
  return (
    <Page title={said.title} foot={canAnswer ? said.foot : words.foot.zone(zoneCity(profile.timeZone))}>
      <PageHeading key={heading}>{heading}</PageHeading>
      {text === '' ? null : <p className="pt-lead">{text}</p>}
      {state.trouble && <Notice tone="bad">{troubleText(state.trouble)}</Notice>}
      <div className="pt-actions">
        {canAnswer && (
          <Button isBusy={isBusy} busyText={said.busy} onClick={() => run(answer)}>
            {said.button}
          </Button>
        )}
        {state.kind === 'looking' && state.trouble && (
          <Button isBusy={isBusy} busyText={words.loading} onClick={() => run(lookNow)}>
            {words.tryAgain}
          </Button>
        )}
        {look?.canBeChanged && (
          <Button kind="quiet" onClick={() => goTo(pathOf(clinicId, null, { page: 'visits' }))}>
            {said.change}
          </Button>
        )}
        <CallLink phone={profile.phone} />
      </div>
    </Page>
  )
}

function textsOf(state: State, timeZone: string): readonly [heading: string, text: string] {
  const said = bookingWords.come
  if (state.kind === 'looking') return [said.looking, '']
  if (state.kind === 'dead') return [said.dead, said.deadText]
  const { standing, startsAt, practitionerName, movedTo, answeredAt } = state.look
  const day = (at: string) => formats.weekdayDayClock(at, timeZone, startsAt)
  const when = said.visit(day(startsAt), practitionerName)
  switch (standing) {
    case 'stands':
      return answeredAt === null ? [said.heading, when] : [said.done, said.doneText(when)]
    case 'over':
      return [said.over, when]
    case 'cancelled':
      return [said.cancelled, said.cancelledText(when)]
    case 'moved':
      return [said.moved, movedTo === null ? said.changedText(when) : said.movedText(day(movedTo))]
    case 'changed':
      return [said.changed, said.changedText(when)]
  }
}
