import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { EventId } from '../../../shared/domain/ids.ts'
import type { ProfileField } from '../../../shared/domain/profileProposals.ts'
import type { RecordIndex } from '../../../shared/domain/recordIndex.ts'
import { loadVault } from '../../loadVault.ts'
import { usePortal, type OpenSession } from '../../portal.ts'
import { FIELDS, profileSeen, proposalOf, typedOf } from '../../profile.ts'
import { sendProposal } from '../../sendProposal.ts'
import { isCode, troubleInForm, troubleOf, type Trouble } from '../../trouble.ts'
import { Button, Field, Notice, Problem } from '../../views/controls.tsx'
import { DateFields } from '../../views/DateFields.tsx'
import { accountWords } from '../../words/accountWords.ts'
import { formats } from '../../words/words.ts'
import { useBusy } from '../useBusy.ts'
import type { Holding } from '../useRecords.ts'
import { AccountFrame, DonePage } from './AccountFrame.tsx'
import { Proposals } from './Proposals.tsx'

type ProfilePageProps = { readonly holding: Holding; readonly index: RecordIndex; readonly session: OpenSession }

/** R8.4, R3.2: a person's details as this login may see them; what is changed here is proposed to the clinic. */
export function ProfilePage({ holding, index, session }: ProfilePageProps): ReactNode {
  const portal = usePortal()
  const said = accountWords.profile
  const linkId = holding.link.id
  const [isChanging, setChanging] = useState(false)
  const [isDone, setDone] = useState(false)
  const seen = profileSeen(index)
  if (isDone) return <DonePage heading={said.done} linkId={linkId} text={said.doneText} />
  if (isChanging) return <ChangeForm {...{ holding, index, session }} onDone={() => setDone(true)} />
  return (
    <AccountFrame heading={said.heading} linkId={linkId} whose={index.patientName}>
      <p className="pt-lead">{index.level === 'full' ? said.ofChart : said.asEntered}</p>
      <dl className="pt-facts">
        {FIELDS.map((field) => (
          <div key={field}>
            <dt>{said.fields[field]}</dt>
            <dd dir="auto">{shownValue(field, seen[field])}</dd>
          </div>
        ))}
      </dl>
      <div className="pt-actions">
        <Button onClick={() => setChanging(true)}>{said.propose}</Button>
      </div>
      <Proposals proposals={index.proposals} timeZone={portal.profile.timeZone} shown={shownValue} />
    </AccountFrame>
  )
}

function shownValue(field: ProfileField, value: string | null | undefined): string {
  if (value === null || value === undefined) return accountWords.profile.nothing
  return field === 'birthOn' ? formats.date(value) : value
}

function ChangeForm({
  holding,
  index,
  session,
  onDone,
}: ProfilePageProps & { readonly onDone: () => void }): ReactNode {
  const portal = usePortal()
  const said = accountWords.profile
  const seen = profileSeen(index)
  const [typed, setTyped] = useState(() => typedOf(seen))
  const [wrong, setWrong] = useState<readonly ProfileField[]>([])
  const [isSame, setSame] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const { isBusy, run } = useBusy()
  const birthId = useId()
  // Checked to be an id where it is made; the brand is for what comes over the wire.
  const [requestId] = useState(() => v7() as EventId)

  async function send(): Promise<void> {
    setTrouble(null)
    try {
      const { ProfileValues } = await loadVault()
      const proposal = proposalOf(seen, typed, ProfileValues)
      setWrong('wrong' in proposal ? proposal.wrong : [])
      if ('wrong' in proposal) return
      const { changes } = proposal
      setSame(Object.keys(changes).length === 0)
      if (Object.keys(changes).length === 0) return
      const about = { requestId, linkId: holding.link.id, patientId: index.patientId }
      await sendProposal(portal, session, { ...about, changes, saw: seen })
      onDone()
    } catch (error) {
      if (isCode(error, 'SIGNED_OUT')) portal.endSession()
      else setTrouble(troubleOf(error))
    }
  }
  const problemOf = (field: ProfileField) => (wrong.includes(field) ? said.problems[field] : null)
  const text = (field: Exclude<ProfileField, 'birthOn'>, autoComplete: string, type = 'text') => (
    <Field
      label={said.fields[field]}
      name={field}
      type={type}
      autoComplete={autoComplete}
      maxLength={field === 'phone' ? 40 : 200}
      value={typed[field]}
      onText={(value) => setTyped({ ...typed, [field]: value })}
      problem={problemOf(field)}
    />
  )
  return (
    <AccountFrame
      heading={said.propose}
      linkId={holding.link.id}
      foot={accountWords.sealedFoot}
      whose={index.patientName}
    >
      <p className="pt-lead">{said.proposeText}</p>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          run(send)
        }}
      >
        {text('givenName', 'given-name')}
        {text('familyName', 'family-name')}
        <div className="pt-field">
          <span className="pt-label" id={birthId}>
            {said.fields.birthOn}
          </span>
          <DateFields
            isBirth
            labelledBy={birthId}
            describedBy={`${birthId}-problem`}
            isInvalid={wrong.includes('birthOn')}
            parts={typed.birth}
            onParts={(birth) => setTyped({ ...typed, birth })}
          />
          <Problem id={`${birthId}-problem`} text={problemOf('birthOn')} />
        </div>
        {text('phone', 'tel', 'tel')}
        {text('email', 'email', 'email')}
        {isSame && <Notice tone="info">{said.same}</Notice>}
        {trouble && <Notice tone="bad">{troubleInForm(trouble)}</Notice>}
        <Button type="submit" isBusy={isBusy} busyText={said.sending}>
          {said.send}
        </Button>
      </form>
    </AccountFrame>
  )
}
