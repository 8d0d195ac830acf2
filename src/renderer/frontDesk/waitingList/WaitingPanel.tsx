import { Button, CloseButton, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Offer, WaitingEntry } from '../../../shared/contract/desk/waitingList.ts'
import { dayOf } from '../../../shared/domain/zone.ts'
import { isStandingOffer } from '../../../shared/domain/waitingList.ts'
import { ErrorState } from '../../components/ListStates.tsx'
import { Chip } from '../../components/Pill.tsx'
import { visitTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { useToday } from '../../state/useToday.ts'
import { formats, words } from '../../words/words.ts'
import { FreedCard } from './FreedCard.tsx'
import { nextOffer } from './nextOffer.ts'
import type { useOffers, useWaitingList } from './useOffers.ts'
import { WaitingForm } from './WaitingForm.tsx'
import styles from './waitingList.module.css'
import { insteadText, wishText } from './wishText.ts'

const t = () => words.waitingList

/** R6.2: beside the calendar: freed times with whom they suit, what is offered, and whoever waits. */
export function WaitingPanel(props: {
  readonly query: ReturnType<typeof useWaitingList>
  readonly offers: ReturnType<typeof useOffers>
  /** Its form is asked for from elsewhere. */
  readonly isAdding: boolean
  /** Shown though nobody asked for it: only where there is room. */
  readonly isByItself: boolean
  readonly onAdding: (isAdding: boolean) => void
  readonly onClose: () => void
}) {
  const { query } = props
  const { offering, withdrawing } = props.offers
  const [changing, setChanging] = useState<WaitingEntry | null>(null)
  const { freed = [], waiting = [], offers = [] } = query.data ?? {}
  const next = nextOffer(freed, waiting)
  return (
    <aside className={styles['panel']} aria-label={t().title} data-by-itself={props.isByItself}>
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t().title}</h2>
        <span className={styles['count']}>{t().people(waiting.length + standing(offers).length)}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => props.onAdding(true)}
        >
          {t().add}
        </Button>
        <CloseButton aria-label={t().close} onClick={props.onClose} />
      </div>
      {query.isError ? (
        <ErrorState title={t().couldNotLoad} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={styles['scroll']}>
          {freed.map((time) => (
            <FreedCard
              key={`${time.practitionerId} ${time.startsAt}`}
              time={time}
              waiting={waiting}
              isNext={next?.time === time}
              isOffering={offering.isRunning}
              onOffer={(entry) => offering.run({ time, entry })}
            />
          ))}
          {offers.length > 0 ? <Offers offers={offers} onWithdraw={withdrawing.run} /> : null}
          {waiting.length > 0 ? (
            <Waiting waiting={waiting} onChange={setChanging} />
          ) : query.isPending ? null : (
            <p className={styles['quiet']}>{t().empty}</p>
          )}
        </div>
      )}
      {changing ? <WaitingForm entry={changing} patient={null} onClose={() => setChanging(null)} /> : null}
      {props.isAdding ? <WaitingForm entry={null} patient={null} onClose={() => props.onAdding(false)} /> : null}
    </aside>
  )
}

const standing = (offers: readonly Offer[]) => offers.filter(({ state }) => isStandingOffer(state))

function Offers(props: { readonly offers: readonly Offer[]; readonly onWithdraw: (offer: Offer) => void }) {
  const timeZone = useTimeZone()
  const now = useNow()
  return (
    <section>
      <h3 className={styles['group']}>
        {t().offers}{' '}
        <span className={styles['count']}>
          {standing(props.offers).length > 0 ? standing(props.offers).length : null}
        </span>
      </h3>
      <ul className={styles['rows']}>
        {props.offers.map((offer) => (
          <li key={offer.id} className={styles['row']}>
            <div className={styles['who']}>
              <strong dir="auto">{offer.patientName}</strong>
              <span className={styles['quiet']}>
                {[offer.serviceName, visitTime(offer.startsAt, timeZone, now), offer.practitionerName].join(', ')}
              </span>
            </div>
            {isStandingOffer(offer.state) ? (
              <div className={styles['side']}>
                <span className={styles['quiet']}>{t().until(formats.clock(offer.until, timeZone))}</span>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t().withdrawFrom(offer.patientName)}
                  onClick={() => props.onWithdraw(offer)}
                >
                  {t().withdraw}
                </Button>
              </div>
            ) : (
              <Chip tone={offer.state === 'accepted' ? 'good' : 'plain'}>{t().state[offer.state]}</Chip>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waiting(props: {
  readonly waiting: readonly WaitingEntry[]
  readonly onChange: (entry: WaitingEntry) => void
}) {
  const today = useToday()
  const timeZone = useTimeZone()
  return (
    <section>
      <h3 className={styles['group']}>
        {t().waiting} <span className={styles['count']}>{props.waiting.length}</span>
      </h3>
      <ul className={styles['rows']}>
        {props.waiting.map((entry) => (
          <li key={entry.id}>
            <UnstyledButton className={styles['row']} onClick={() => props.onChange(entry)}>
              <span className={styles['who']}>
                <strong dir="auto">{entry.patientName}</strong>
                <span className={styles['quiet']}>
                  {[
                    ...[entry.serviceName, entry.practitionerName ?? t().anyone, wishText(entry, today)],
                    ...insteadText(entry.insteadOfAt, timeZone, today),
                  ].join(', ')}
                </span>
              </span>
              <span className={styles['side']}>
                {entry.isUrgent ? <Chip tone="warn">{t().urgent}</Chip> : null}
                <VisuallyHidden>{t().change}</VisuallyHidden>
                <span className={styles['quiet']}>{t().days(daysSince(dayOf(entry.since, timeZone), today))}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function daysSince(on: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(on)) / 86_400_000)
}
