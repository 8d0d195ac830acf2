import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { BookingToMatch, Compared, LikelyChart } from '../../../shared/contract/desk/onlineBooking.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { fullName } from '../../format/people.ts'
import { KeyOf } from '../../keys/KeyOf.tsx'
import { ariaShortcut } from '../../keys/keys.ts'
import { useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import type { BookingFacts } from './BookingBody.tsx'
import styles from './booking.module.css'
import { isVeryLikely, matchesOf, type Match } from './comparison.ts'
import type { Matching } from './useMatching.ts'

const KEYS = ['firstChart', 'secondChart', 'thirdChart'] as const

/** R6.5: what was typed beside each chart that it may be, detail by detail. */
export function Comparison(props: {
  readonly booking: BookingToMatch
  readonly facts: BookingFacts
  readonly act: Matching
}) {
  const { booking, facts, act } = props
  const { person, charts } = booking
  const timeZone = useTimeZone()
  const t = words.inbox.booking
  const best = charts[0] && isVeryLikely(charts[0]) ? charts[0] : null
  const compared = charts.map((chart) => ({ chart, matches: matchesOf(person, chart) }))
  const day = (on: Compared['birthOn']) => (on === null ? t.none : formats.date(on))
  const lastVisit = ({ lastVisit: last }: Compared) =>
    last === null ? t.none : t.lastVisit(formats.date(dayOf(last.startsAt, timeZone)), last.practitionerName)
  const been = facts.hasBeenHere === null ? 'unsaid' : facts.hasBeenHere ? 'yes' : 'no'
  const rows: readonly Row[] = [
    { label: t.rows.name, typed: fullName(person), of: fullName, match: ({ name }) => name },
    { label: t.rows.born, typed: day(person.birthOn), of: ({ birthOn }) => day(birthOn), match: ({ born }) => born },
    {
      label: t.rows.phone,
      typed: person.phone ?? t.none,
      of: ({ phone }) => phone ?? t.none,
      match: ({ phone }) => phone,
    },
    {
      label: t.rows.email,
      typed: person.email ?? t.none,
      of: ({ email }) => email ?? t.none,
      match: ({ email }) => email,
    },
    { label: t.rows.lastVisit, typed: t.hasBeenHere[been], of: lastVisit, match: null },
    { label: t.rows.online, typed: t.thisLogin, of: onlineOf, match: null },
  ]
  return (
    <div className={styles['scroll']}>
      <table className={styles['comparison']} aria-label={t.choices}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={styles['over']}>{t.asTyped}</span>
              <span className={styles['name']} dir="auto">
                {fullName(person)}
              </span>
              <span className={styles['why']}>{t.noChart}</span>
            </th>
            {charts.map((chart) => (
              <th key={chart.id} scope="col" data-best={chart === best || undefined}>
                <span className={styles['over']}>{t.chart(String(chart.chartNumber))}</span>
                <span className={styles['name']} dir="auto">
                  {fullName(chart)}
                </span>
                <span className={styles['why']}>{whyOf(chart)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, typed, of, match }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td data-quiet={match === null || undefined} dir="auto">
                {typed}
              </td>
              {compared.map(({ chart, matches }) => (
                <td key={chart.id} data-best={chart === best || undefined}>
                  <span className={styles['cell']}>
                    <span dir="auto">{of(chart)}</span>
                    {match ? <MatchMark match={match(matches)} /> : null}
                  </span>
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            <td>
              <Button
                fullWidth
                variant={charts.length === 0 ? 'filled' : 'default'}
                rightSection={<KeyOf name="newChart" />}
                aria-keyshortcuts={ariaShortcut('newChart')}
                aria-disabled={act.isRunning}
                onClick={act.makeChart}
              >
                {t.newChart}
              </Button>
            </td>
            {charts.map((chart, at) => (
              <td key={chart.id} data-best={chart === best || undefined}>
                <Choose chart={chart} at={at} isMain={chart === best} act={act} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

type Row = {
  readonly label: string
  readonly typed: string
  readonly of: (chart: LikelyChart) => string
  /** Null for what is not compared. */
  readonly match: ((matches: ReturnType<typeof matchesOf>) => Match) | null
}

function Choose(props: {
  readonly chart: LikelyChart
  readonly at: number
  readonly isMain: boolean
  readonly act: Matching
}) {
  const { chart, act } = props
  const key = KEYS[props.at]
  const t = words.inbox.booking
  return (
    <Button
      fullWidth
      variant={props.isMain ? 'filled' : 'default'}
      {...(key ? { rightSection: <KeyOf name={key} />, 'aria-keyshortcuts': ariaShortcut(key) } : {})}
      aria-label={words.common.actOn(t.isThisOne, fullName(chart))}
      aria-disabled={act.isRunning}
      onClick={() => act.choose(chart)}
    >
      {t.isThisOne}
    </Button>
  )
}

function MatchMark({ match }: { readonly match: Match }) {
  return (
    <span className={styles['match']} data-match={match}>
      {match === 'same' ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : null}
      {words.inbox.booking.match[match]}
    </span>
  )
}

function whyOf(chart: LikelyChart): string {
  const t = words.inbox.booking
  const reasons = chart.reasons.map((reason) => words.patients.likely.reasons[reason])
  return t.because(isVeryLikely(chart) ? t.likely.very : t.likely.less, reasons)
}

function onlineOf({ online }: Compared): string {
  const t = words.inbox.booking
  const [first] = online
  if (!first) return t.nobody
  return online.length === 1 ? t.holds(first.email, first.level) : t.logins(online.length)
}
