import type { ReactNode } from 'react'
import { formats, words } from '../words/words.ts'
import { Button, Row } from './controls.tsx'
import { Badge } from './Frame.tsx'
import { visitMinutes, type HomeModel, type ShownForm, type ShownVisit } from './homeModel.ts'
import { PageHeading } from './PageHeading.tsx'

export type Person = { readonly linkId: string; readonly name: string }

export type HomeViewProps = {
  readonly model: HomeModel
  /** IANA name: all times are the clinic's. */
  readonly timeZone: string
  readonly now: string
  /** Everybody in this login, whoever is looked at included: only where there are several is it said whose things these are. */
  readonly people: readonly Person[]
  /** When full access was asked for; null while it was not. */
  readonly askedAt: string | null
  readonly isAsking?: boolean
  /** Absent in a preview: the rows then are text. */
  readonly actions?: HomeActions | undefined
}

export type HomeActions = {
  readonly switchTo: (linkId: string) => void
  readonly chooseWhom: () => void
  readonly openForm: (assignmentId: string) => void
  /** Null where nothing is booked online. */
  readonly book: (() => void) | null
  readonly openVisit: (appointmentId: string) => void
  readonly openPlan: (planId: string) => void
  readonly openPastVisits: () => void
  readonly openSent: () => void
  readonly askForFullAccess: () => void
}

/** The first page after signing in: whose things these are, what to do, the next visit, the records. */
export function HomeView(props: HomeViewProps): ReactNode {
  const { model, timeZone, now, actions } = props
  return (
    <>
      {props.people.length > 1 ? (
        <WhoseRecords model={model} people={props.people} actions={actions} />
      ) : (
        <>
          <PageHeading>{model.fullName}</PageHeading>
          <p className="pt-quiet">{formats.weekdayDay(now, timeZone, now)}</p>
        </>
      )}
      {model.forms.length > 0 && (
        <section>
          <h2>{words.home.toDo(model.forms.length)}</h2>
          <ToDoRows {...{ model, timeZone, now }} onOpen={actions?.openForm} />
        </section>
      )}
      {model.level === 'limited' && model.forms.length === 0 && (
        <section>
          <h2>{words.home.nothingToDo}</h2>
          <p className="pt-quiet">{words.home.nothingToDoText}</p>
        </section>
      )}
      {(model.level === 'full' || model.nextVisits.length > 0 || actions?.book) && (
        <section>
          <h2>{model.nextVisits.length > 1 ? words.home.nextVisits : words.home.nextVisit}</h2>
          {model.nextVisits.length === 0 && <p className="pt-quiet">{words.home.noVisit}</p>}
          <ul className="pt-rows">
            {model.nextVisits.map((visit) => (
              <Row
                key={visit.id}
                icon="calendar"
                title={<VisitTitle visit={visit} timeZone={timeZone} now={now} />}
                detail={visitDetail(visit)}
                onOpen={actions && (() => actions.openVisit(visit.id))}
              />
            ))}
          </ul>
          {actions?.book && (
            <div className="pt-actions">
              <Button kind="quiet" onClick={actions.book}>
                {words.visits.book}
              </Button>
            </div>
          )}
        </section>
      )}
      <Records {...props} />
      {model.level === 'limited' && <WhyLimited {...props} />}
    </>
  )
}

function WhoseRecords({ model, people, actions }: Pick<HomeViewProps, 'model' | 'people' | 'actions'>): ReactNode {
  const others = people.filter((person) => person.name !== model.name || people.length > 2)
  const [other] = others
  const [before, whose, after] = words.home.lookingAt(model.name)
  return (
    <div className="pt-whose">
      <Badge name={model.fullName} />
      <PageHeading>
        {before} <strong>{whose}</strong> {after}
      </PageHeading>
      {actions && people.length === 2 && other && (
        <Button kind="link" label={words.home.switchTo(other.name)} onClick={() => actions.switchTo(other.linkId)}>
          {words.home.switch}
        </Button>
      )}
      {actions && people.length > 2 && (
        <Button kind="link" onClick={actions.chooseWhom}>
          {words.home.switch}
        </Button>
      )}
    </div>
  )
}

function Records({ model, timeZone, now, actions }: HomeViewProps): ReactNode {
  const [lastVisit] = model.pastVisits
  const [lastSent] = model.submissions
  const isEmpty = model.plans.length === 0 && model.sentForms.length === 0 && !lastVisit && !lastSent
  if (isEmpty && model.level === 'limited') return null
  return (
    <section>
      <h2>{words.home.yourRecords}</h2>
      {isEmpty && <p className="pt-quiet">{words.home.nothingShared}</p>}
      <ul className="pt-rows">
        <PlanRows {...{ model, timeZone, now }} onOpen={actions?.openPlan} />
        {lastVisit && (
          <Row
            icon="history"
            title={words.home.pastVisits}
            detail={words.home.pastVisitsText(
              model.pastVisits.length,
              formats.dayMonth(lastVisit.startsAt, timeZone, now),
            )}
            onOpen={actions?.openPastVisits}
          />
        )}
        <SentRows {...{ model, timeZone, now }} onOpenForm={actions?.openForm} onOpenSent={actions?.openSent} />
      </ul>
    </section>
  )
}

type RowsProps = Pick<HomeViewProps, 'model' | 'timeZone' | 'now'>
type Open = ((id: string) => void) | undefined

/** Forms that are still to be filled in. */
export function ToDoRows({ model, timeZone, now, onOpen }: RowsProps & { readonly onOpen: Open }): ReactNode {
  return (
    <ul className="pt-rows">
      {model.forms.map((form) => (
        <Row
          key={form.assignmentId}
          icon="form"
          title={form.title}
          detail={formDetail(form, timeZone, now)}
          onOpen={onOpen && (() => onOpen(form.assignmentId))}
        />
      ))}
    </ul>
  )
}

/** The newest version of each plan, within a list. */
export function PlanRows({ model, timeZone, now, onOpen }: RowsProps & { readonly onOpen: Open }): ReactNode {
  return model.plans.map((plan) => (
    <Row
      key={plan.id}
      icon="document"
      title={plan.title}
      detail={words.home.planVersion(formats.dayMonth(plan.publishedAt, timeZone, now))}
      onOpen={onOpen && (() => onOpen(plan.id))}
    />
  ))
}

type SentRowsProps = RowsProps & { readonly onOpenForm: Open; readonly onOpenSent: (() => void) | undefined }

/** What was sent: from this browser just now, and all that the clinic has taken in. */
export function SentRows({ model, timeZone, now, onOpenForm, onOpenSent }: SentRowsProps): ReactNode {
  const [lastSent] = model.submissions
  return (
    <>
      {model.sentForms.map(({ form, at }) => (
        <Row
          key={form.assignmentId}
          icon="sent"
          title={form.title}
          detail={words.sent.sentAt(formats.weekdayDayClock(at, timeZone, now))}
          onOpen={onOpenForm && (() => onOpenForm(form.assignmentId))}
        />
      ))}
      {lastSent && (
        <Row
          icon="sent"
          title={words.home.sent}
          detail={words.home.sentText(model.submissions.length, formats.dayMonth(lastSent.submittedAt, timeZone, now))}
          onOpen={onOpenSent}
        />
      )}
    </>
  )
}

/** R3.6: one sentence why clinic-made visits are not here, and the one way on. */
function WhyLimited({ askedAt, isAsking, timeZone, now, actions }: HomeViewProps): ReactNode {
  return (
    <section className="pt-why">
      <p>{words.home.whyLimited}</p>
      <div aria-live="polite">
        {askedAt ? (
          <p className="pt-quiet">{words.home.asked(formats.weekdayDayClock(askedAt, timeZone, now))}</p>
        ) : (
          <Button
            kind="quiet"
            isBusy={isAsking ?? false}
            busyText={words.home.asking}
            onClick={() => actions?.askForFullAccess()}
          >
            {words.home.ask}
          </Button>
        )}
      </div>
    </section>
  )
}

export function VisitTitle({ visit, timeZone, now }: { visit: ShownVisit; timeZone: string; now: string }): ReactNode {
  const when = formats.weekdayDayClock(visit.startsAt, timeZone, now)
  if (visit.status !== 'cancelled') return when
  return (
    <>
      <s>{when}</s> <span className="pt-pill">{words.home.cancelled}</span>
    </>
  )
}

export function visitDetail(visit: HomeModel['nextVisits'][number]): string {
  const length = words.home.visitMinutes(visitMinutes(visit))
  const standing = visit.standing ? words.visit.standing[visit.standing] : ''
  return [visit.practitionerName, visit.serviceName, length, standing].filter((part) => part !== '').join(' · ')
}

function formDetail(form: ShownForm, timeZone: string, now: string): string {
  const parts = [
    form.minutes === null ? null : words.home.aboutMinutes(form.minutes),
    form.dueAt === null ? null : words.home.before(inOnePiece(formats.shortWeekdayDay(form.dueAt, timeZone, now))),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

/** A date is not broken over two lines. */
function inOnePiece(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}
