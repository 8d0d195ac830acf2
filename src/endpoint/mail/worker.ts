import { assertNever } from '../../shared/domain/assertNever.ts'
import { MailContent } from '../../shared/domain/mailContent.ts'
import { EmailAddress, emailKey } from '../../shared/domain/people.ts'
import { DAY, HOUR, MINUTE, plusMilliseconds } from '../../shared/domain/time.ts'
import { openJson } from '../../shared/envelope/seal.ts'
import type { EventBody } from '../../shared/contract/events.ts'
import { change, type EndpointContext } from '../context.ts'
import { claimMail, deleteMail, nextMailDueAt, postponeMail, releaseAllMails, type WaitingMail } from '../db/mails.ts'
import { emptyLog } from '../db/openDatabase.ts'
import { standingOf } from '../db/reminders.ts'
import { errorFacts } from '../errorFacts.ts'
import { CONNECTIONS, type Transport } from './transport.ts'

const GIVE_UP_AFTER = 3 * DAY
/** Looked at this often even if nobody pokes: a mail may have been left behind by another process. */
const POLL_MILLISECONDS = 15_000
const SOONEST_MILLISECONDS = 200

export type MailWorker = {
  /** A mail was committed. */
  readonly poke: () => void
  /** Sends what is due by the endpoint's clock, and resolves when all of it has been tried. */
  readonly drain: () => Promise<void>
  /** Finishes the attempts under way and starts none. */
  readonly close: () => Promise<void>
}

/** R9.3: 1 minute after the first attempt, then twice as long each time, at most an hour. */
export function retryDelayMilliseconds(attempts: number): number {
  return Math.min(HOUR, MINUTE * 2 ** (attempts - 1))
}

/**
 * R9.4: opens waiting e-mails in memory only, hands them to SMTP, and erases them once accepted. Between the mail
 * server's 250 and our commit a crash repeats the mail, under the same Message-ID (R9.3).
 * @param identity the age identity that desks seal e-mails to
 */
export async function startMailWorker(
  context: Omit<EndpointContext, 'pokeMail'>,
  identity: string,
  transport: Transport,
): Promise<MailWorker> {
  const { db, clock, log, isPostgres } = context
  const name = context.ids()
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let draining: Promise<void> | null = null
  let isPokedAgain = false
  let hasErased = false

  async function settle(mail: WaitingMail, body: EventBody): Promise<void> {
    await change(context, mail.clinicId, async (tx, append) => {
      if (await deleteMail(tx, name, mail)) await append(body)
    })
    hasErased = true
  }

  async function attempt(mail: WaitingMail): Promise<void> {
    const mailId = mail.id
    const content = await openJson(mail.sealed, [identity], MailContent).catch(() => null)
    if (!content) return settle(mail, { kind: 'mail.failed', mailId, reason: 'unreadable' })
    if (mail.isReminder && (await standingOf(db, mail.clinicId, mailId, clock.now())) !== 'stands') {
      return settle(mail, { kind: 'reminder.ended', mailId })
    }
    if (!mail.isReminder && emailKey(content.to) !== emailKey(mail.to)) {
      return settle(mail, { kind: 'mail.failed', mailId, reason: 'addressMismatch' })
    }
    // One address: a list in its place would reach people whom the envelope does not name.
    if (!EmailAddress.safeParse(content.to).success) {
      return settle(mail, { kind: 'mail.failed', mailId, reason: 'badAddress' })
    }
    const delivery = await transport.send(content)
    switch (delivery.kind) {
      case 'accepted':
        return settle(mail, { kind: 'mail.sent', mailId })
      case 'bounced':
        return settle(mail, { kind: 'mail.bounced', mailId, code: delivery.code })
      case 'later': {
        const now = clock.now()
        log.warn({ mail: mailId, attempts: mail.attempts, code: delivery.code }, 'mail not accepted yet')
        if (plusMilliseconds(mail.createdAt, GIVE_UP_AFTER) <= now) {
          return settle(mail, { kind: 'mail.failed', mailId, reason: 'notAccepted' })
        }
        return postponeMail(db, name, mail, plusMilliseconds(now, retryDelayMilliseconds(mail.attempts)))
      }
      default:
        return assertNever(delivery)
    }
  }

  /** One of several beside each other; a failure of ours leaves the mail claimed until its lease ends. */
  async function lane(): Promise<void> {
    while (!isClosed) {
      const mail = await claimMail(db, name, clock.now(), isPostgres)
      if (!mail) return
      if (mail === 'unreadable') {
        log.error({}, 'mail row not readable')
        continue
      }
      await attempt(mail).catch((error: unknown) =>
        log.error({ mail: mail.id, ...errorFacts(error) }, 'mail attempt failed'),
      )
    }
  }

  /** Ends only when nobody has poked since it last looked, so that a mail never waits for the next poll. */
  async function drainAll(): Promise<void> {
    clearTimeout(timer)
    let wait = POLL_MILLISECONDS
    do {
      isPokedAgain = false
      try {
        await Promise.all(Array.from({ length: CONNECTIONS }, lane))
        if (hasErased && !isPostgres) hasErased = !(await emptyLog(db))
        const dueAt = await nextMailDueAt(db)
        wait = dueAt === null ? POLL_MILLISECONDS : Date.parse(dueAt) - Date.parse(clock.now())
      } catch (error) {
        log.error(errorFacts(error), 'mail queue not readable')
      }
    } while (isPokedAgain && !isClosed)
    draining = null
    if (isClosed) return
    timer = setTimeout(() => void drain(), Math.min(POLL_MILLISECONDS, Math.max(SOONEST_MILLISECONDS, wait)))
  }

  function drain(): Promise<void> {
    isPokedAgain = true
    draining ??= drainAll()
    return draining
  }

  if (!isPostgres) await releaseAllMails(db, clock.now())
  void drain()
  return {
    poke: () => void drain(),
    drain,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await draining
      transport.close()
    },
  }
}
