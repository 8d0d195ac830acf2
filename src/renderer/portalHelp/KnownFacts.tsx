import type { HelpFacts } from '../../shared/domain/portalHelp/helpFacts.ts'
import { shortDateTime } from '../format/moments.ts'
import { useNow, useTimeZone } from '../state/useSession.ts'
import { formats, words } from '../words/words.ts'
import styles from './portalHelp.module.css'

/** What the desk knows, under the cases: logins with their access, the newest link of each kind, e-mails. */
export function KnownFacts(props: { readonly facts: HelpFacts }) {
  const { facts } = props
  const timeZone = useTimeZone()
  const now = useNow()
  const t = words.portalHelp.facts
  const newest = facts.invitations.filter(({ kind }, at, all) => all.findIndex((each) => each.kind === kind) === at)
  return (
    <dl className={styles['facts']} aria-label={t.title}>
      <dt>{t.onFile}</dt>
      <dd dir="auto">{facts.email ?? t.noEmail}</dd>
      <dt>{t.login}</dt>
      <dd>
        {facts.links.length + facts.suspended.length === 0 ? <div>{t.noLogin}</div> : null}
        {facts.links.map((link) => (
          <div key={link.linkId} dir="auto">
            {link.email} <span>{t.linkLine(link, formats.shortDay(link.since, timeZone, now))}</span>
          </div>
        ))}
        {facts.suspended.map(({ linkId, email }) => (
          <div key={linkId} dir="auto">
            {t.suspended(email)}
          </div>
        ))}
      </dd>
      <dt>{t.newest}</dt>
      <dd>
        {newest.length === 0 ? t.noInvitation : null}
        {newest.map(({ id, kind, preparedAt, state }) => (
          <div key={id}>{t.linkAt(t.kinds[kind], shortDateTime(preparedAt, timeZone, now), t.states[state])}</div>
        ))}
      </dd>
      <dt>{t.mails}</dt>
      <dd>{t.mailsLine(facts.mails.sent, facts.mails.cameBack)}</dd>
    </dl>
  )
}
