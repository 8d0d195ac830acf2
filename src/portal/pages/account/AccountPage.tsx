import { useEffect, type ReactNode } from 'react'
import { zoneCity } from '../../../shared/language/formats.ts'
import { signOut } from '../../accounts.ts'
import { goTo, pathOf, type AccountPlace } from '../../navigation.ts'
import { usePortal } from '../../portal.ts'
import { troubleText } from '../../trouble.ts'
import { Button, Notice, Row } from '../../views/controls.tsx'
import { Badge } from '../../views/Frame.tsx'
import { Icon } from '../../views/icons.tsx'
import { PageHeading } from '../../views/PageHeading.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { formats, words } from '../../words/words.ts'
import { personOf } from '../HomePage.tsx'
import { Page } from '../Page.tsx'
import type { AccountPageProps } from './AccountPages.tsx'
import { SafetyWords } from './SafetyWords.tsx'
import { useBusy } from '../useBusy.ts'
import { useRecords } from '../useRecords.ts'

/** What leads on from here, with its sign. */
const OF_PERSON = [
  ['profile', 'form'],
  ['access', 'people'],
] as const
const OF_LOGIN = [
  ['email', 'sent'],
  ['password', 'lock'],
  ['passkeys', 'check'],
  ['sessions', 'device'],
] as const

/** Who is signed in, whose records are in this login (R5.3), and the way out. */
export function AccountPage({ linkId, session }: AccountPageProps): ReactNode {
  const portal = usePortal()
  const { clinicId, profile, setSession, setNotice } = portal
  const { holdings, trouble } = useRecords(session, false)
  const { isBusy, run } = useBusy()
  const now = new Date().toISOString()
  const holding = holdings?.find(({ link }) => link.id === linkId) ?? holdings?.[0]
  const open = (page: AccountPlace) => () => goTo(pathOf(clinicId, linkId, { page }))
  const rows = (places: typeof OF_PERSON | typeof OF_LOGIN) =>
    places.map(([page, icon]) => {
      const { row, rowText } = accountWords[page]
      return <Row key={page} icon={icon} title={row} detail={rowText} onOpen={open(page)} />
    })
  useEffect(() => setNotice(null), [setNotice])

  async function leave(): Promise<void> {
    const session = await signOut(portal)
    goTo(pathOf(clinicId, null, { page: 'home' }), 'replace')
    setSession(session)
  }

  return (
    <Page
      title={words.account.heading}
      foot={words.foot.zone(zoneCity(profile.timeZone))}
      linkId={linkId}
      backTo={pathOf(clinicId, linkId, { page: 'home' })}
    >
      <PageHeading>{words.account.heading}</PageHeading>
      <p className="pt-quiet">{words.account.signedInAs}</p>
      <p className="pt-strong pt-breakable">{session.keyring.email}</p>
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      <section>
        <h2>{accountWords.people}</h2>
        <ul className="pt-rows">
          {holdings?.map((holding) => {
            const person = personOf(holding)
            const level = holding.link.level === 'full' ? accountWords.full : accountWords.limited
            return (
              <li key={person.linkId}>
                <button
                  type="button"
                  className="pt-row"
                  onClick={() => goTo(pathOf(clinicId, person.linkId, { page: 'home' }))}
                >
                  <Badge name={person.name} />
                  <span className="pt-row-text">
                    <span className="pt-row-title" dir="auto">
                      {person.name}
                    </span>
                    <span className="pt-row-detail">
                      {level} · {accountWords.since(formats.dayMonth(holding.link.since, profile.timeZone, now))}
                    </span>
                  </span>
                  <Icon name="right" size={20} />
                </button>
              </li>
            )
          })}
        </ul>
      </section>
      {holding?.index && (
        <section>
          <h2>{accountWords.person(personOf(holding).name)}</h2>
          <ul className="pt-rows">{rows(OF_PERSON)}</ul>
        </section>
      )}
      <section>
        <h2>{accountWords.own}</h2>
        <ul className="pt-rows">{rows(OF_LOGIN)}</ul>
      </section>
      <SafetyWords session={session} />
      <div className="pt-actions">
        <Button kind="quiet" isBusy={isBusy} busyText={accountWords.signingOut} onClick={() => run(leave)}>
          {accountWords.signOut}
        </Button>
        <Button kind="link" onClick={open('remove')}>
          {accountWords.remove.link}
        </Button>
      </div>
    </Page>
  )
}
