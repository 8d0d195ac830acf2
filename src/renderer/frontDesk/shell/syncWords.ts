import type { SyncStatus } from '../../../shared/contract/desk/sync.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import { shortDateTime } from '../../format/moments.ts'
import { words } from '../../words/words.ts'

export type SyncWords = {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain'
  /** In the rail. */
  readonly line: string
  /** In the popover: one fact each. */
  readonly sentences: readonly string[]
}

/** R10.5: what the rail and its popover say of synchronising; every case its own sentence. */
export function syncWords(status: SyncStatus, timeZone: string, now: Instant): SyncWords {
  const sentences = [stateSentence(status)]
  if (status.waiting > 0) sentences.push(words.sync.sentence.waits(status.waiting))
  if (status.needsAttention > 0) sentences.push(words.sync.sentence.refused(status.needsAttention))
  if (status.lastAt) sentences.push(words.sync.sentence.last(shortDateTime(status.lastAt, timeZone, now)))
  return { ...lineOf(status, timeZone, now), sentences }
}

function lineOf(status: SyncStatus, timeZone: string, now: Instant): Pick<SyncWords, 'tone' | 'line'> {
  const last = status.lastAt ? shortDateTime(status.lastAt, timeZone, now) : null
  if (status.because === 'clockWrong') return { tone: 'bad', line: words.sync.clockWrong(skewWords(status)) }
  if (status.because === 'captivePortal') return { tone: 'warn', line: words.sync.captivePortal }
  switch (status.state) {
    case 'notPaired':
      return { tone: 'plain', line: words.sync.notPaired }
    case 'stopped':
      return { tone: 'bad', line: words.sync.stopped }
    case 'offline':
      // The rail is narrow: how much waits says more than since when, which stands in the popover.
      if (status.waiting > 0) return { tone: 'warn', line: join(words.sync.offline, waiting(status)) }
      return { tone: 'warn', line: last ? words.sync.offlineSince(last) : words.sync.offline }
    case 'synchronised':
    case 'working':
      if (status.needsAttention > 0) return { tone: 'bad', line: words.sync.refused(status.needsAttention) }
      if (!last) return { tone: 'plain', line: status.state === 'working' ? words.sync.working : words.sync.notYet }
      return {
        tone: 'good',
        line: status.waiting > 0 ? words.sync.waitsToLeave(status.waiting) : words.sync.synchronised(last),
      }
    default:
      return assertNever(status.state)
  }
}

function waiting(status: SyncStatus): string | null {
  return status.waiting > 0 ? words.sync.waiting(status.waiting) : null
}

function join(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ')
}

function stateSentence(status: SyncStatus): string {
  const { sentence } = words.sync
  switch (status.because) {
    case 'clockWrong':
      return sentence.clockWrong(skewWords(status))
    case 'unreachable':
    case 'captivePortal':
    case 'unauthorized':
    case 'protocol':
    case 'epochPassed':
    case 'impossibleAnswer':
      return sentence[status.because]
    case null:
      break
    default:
      return assertNever(status.because)
  }
  if (status.state === 'notPaired') return sentence.notPaired
  if (status.state === 'working') return sentence.working
  if (status.state === 'offline') return sentence.unreachable
  return status.waiting > 0 ? sentence.working : sentence.synchronised
}

/** "1 day ahead", "3 hours behind". */
export function skewWords(status: Pick<SyncStatus, 'clockSkewSeconds'>): string {
  const skew = status.clockSkewSeconds ?? 0
  const minutes = Math.max(1, Math.round(Math.abs(skew) / 60))
  const amount =
    minutes >= 36 * 60
      ? words.sync.days(Math.round(minutes / 1440))
      : minutes >= 22 * 60
        ? words.sync.days(1)
        : minutes >= 90
          ? words.sync.hours(Math.round(minutes / 60))
          : words.sync.minutes(minutes)
  return skew < 0 ? words.sync.behind(amount) : words.sync.ahead(amount)
}
