import { Link } from 'wouter'
import { words } from '../../words/words.ts'
import styles from './settle.module.css'

/** How ready tomorrow is: a bar for the eye, figures for everybody. */
export function Tomorrow(props: {
  readonly visits: number
  readonly ready: number
  readonly formNotReturned: number
  readonly notTold: number
  readonly noEmail: number
  readonly mailBounced: number
  readonly withoutReminder: number
}) {
  const { visits, ready, formNotReturned, notTold, noEmail, mailBounced, withoutReminder } = props
  const facts = [
    [words.today.formNotReturned, formNotReturned],
    [words.today.mailBounced, mailBounced],
    [words.today.blocker.notTold, notTold],
    [words.today.noEmail, noEmail],
  ] as const
  return (
    <section>
      <h2>{words.today.tomorrow}</h2>
      {visits === 0 ? (
        <p className={styles['calm']}>{words.today.noVisitsTomorrow}</p>
      ) : (
        <>
          <div className={styles['barHead']}>
            <span>{words.today.visits(visits)}</span>
            <span>{words.today.ready(ready)}</span>
          </div>
          <div className={styles['bar']} role="img" aria-label={words.today.tomorrowBar(ready, visits)}>
            <span style={{ flexGrow: ready }} />
            <span data-tone="warn" style={{ flexGrow: Math.max(0, visits - ready - mailBounced) }} />
            <span data-tone="bad" style={{ flexGrow: Math.min(mailBounced, visits - ready) }} />
          </div>
          <dl className={styles['facts']}>
            {facts
              .filter(([, count]) => count > 0)
              .map(([label, count]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{count}</dd>
                </div>
              ))}
            {withoutReminder > 0 ? (
              <div>
                <dt>
                  <Link href="/today?calls=withoutReminder">{words.today.withoutReminder}</Link>
                </dt>
                <dd>{withoutReminder}</dd>
              </div>
            ) : null}
          </dl>
        </>
      )}
    </section>
  )
}
