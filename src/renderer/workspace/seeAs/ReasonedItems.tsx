import type { SeenRecords } from '../../../shared/contract/desk/access.ts'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { VisibleItem } from '../../../shared/domain/visibility.ts'
import { EmptyState } from '../../components/ListStates.tsx'
import { Pill } from '../../components/Pill.tsx'
import { visitTime } from '../../format/moments.ts'
import { useNow, useTimeZone } from '../../state/useSession.ts'
import { formats, words } from '../../words/words.ts'
import styles from './seeAs.module.css'

const ORDER = [
  'form',
  'appointment',
  'plan',
  'message',
  'submission',
  'profile',
] as const satisfies readonly VisibleItem['kind'][]

type Seen = SeenRecords['items'][number]

/** Every item of what the holder gets, none left out, none added, each with "visible because …" (R3.3). */
export function ReasonedItems(props: { readonly seen: SeenRecords }) {
  const { items } = props.seen
  if (items.length === 0)
    return <EmptyState title={words.workspace.seeAs.nothing} hint={words.workspace.seeAs.nothingText} />
  return (
    <>
      {ORDER.map((kind) => {
        const ofKind = items.filter(({ item }) => item.kind === kind)
        if (ofKind.length === 0) return null
        return (
          <section key={kind} className={styles['kind']}>
            <h3>
              {words.workspace.seeAs.kinds[kind]} <span>{ofKind.length}</span>
            </h3>
            <ul>
              {ofKind.map((seen) => (
                <ReasonedItem key={keyOf(seen.item)} seen={seen} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function ReasonedItem(props: { readonly seen: Seen }) {
  const { item, content } = props.seen
  const now = useNow()
  const timeZone = useTimeZone()
  const text = content?.kind === 'plan' ? content.text : null
  const { title, hint, mark } = itemWords(item, (at) => visitTime(at, timeZone, now))
  return (
    <li>
      <span className={styles['line']}>
        <span className={styles['itemTitle']} dir="auto">
          {title}
        </span>
        {mark ? <Pill tone="plain">{mark}</Pill> : null}
      </span>
      {hint ? (
        <span className={styles['itemHint']} dir="auto">
          {hint}
        </span>
      ) : null}
      {text ? (
        <details className={styles['text']}>
          <summary>{words.workspace.seeAs.text}</summary>
          <p dir="auto">{text}</p>
        </details>
      ) : null}
      <span className={styles['because']}>{words.workspace.seeAs.because[item.because]}</span>
    </li>
  )
}

type ItemWords = { title: string; hint: string | null; mark?: string }

function itemWords(item: VisibleItem, when: (at: Instant) => string): ItemWords {
  switch (item.kind) {
    case 'form':
      return {
        title: item.form.title,
        hint:
          item.form.state === 'submitted'
            ? words.workspace.seeAs.formSubmitted
            : words.workspace.seeAs.formPending(item.form.minutes),
      }
    case 'appointment': {
      const { startsAt, serviceName, practitionerName, status } = item.appointment
      return {
        title: when(startsAt),
        hint: words.workspace.seeAs.visit(serviceName, practitionerName),
        mark: words.today.status[status],
      }
    }
    case 'plan': {
      const { title, version, publishedAt, practitionerName } = item.plan
      return { title, hint: words.workspace.seeAs.plan(version, when(publishedAt), practitionerName) }
    }
    case 'submission':
      return { title: item.submission.title, hint: words.workspace.seeAs.sentAt(when(item.submission.submittedAt)) }
    case 'message': {
      const { subject, from, at } = item.message
      const t = words.workspace.seeAs
      return { title: subject ?? t.noSubject, hint: `${t.message[from]}, ${when(at)}` }
    }
    case 'profile': {
      const { givenName, familyName, birthOn, phone, email } = item.profile
      return {
        title: `${givenName} ${familyName}`.trim(),
        hint: words.workspace.seeAs.profile([birthOn ? formats.date(birthOn) : null, phone, email]),
      }
    }
    case 'document':
      return { title: item.document.title, hint: words.workspace.seeAs.sharedAt(when(item.document.sharedAt)) }
    case 'takenBack': {
      const { takenBackAt } = item.document
      return { title: words.workspace.seeAs.takenBack, hint: words.workspace.seeAs.takenBackAt(when(takenBackAt)) }
    }
    case 'upload':
      return { title: item.upload.name, hint: words.workspace.seeAs.sentAt(when(item.upload.sentAt)) }
    default:
      return assertNever(item)
  }
}

function keyOf(item: VisibleItem): string {
  switch (item.kind) {
    case 'form':
      return item.form.assignmentId
    case 'appointment':
      return item.appointment.id
    case 'plan':
      return `${item.plan.id} ${item.plan.version}`
    case 'submission':
      return item.submission.id
    case 'message':
      return item.message.id
    case 'document':
    case 'takenBack':
      return item.document.id
    case 'upload':
      return item.upload.fileId
    case 'profile':
      return 'profile'
    default:
      return assertNever(item)
  }
}
