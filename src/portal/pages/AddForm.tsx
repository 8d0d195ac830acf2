import type { ReactNode } from 'react'
import { emailKey } from '../emailKey.ts'
import { troubleText, type Trouble } from '../api.ts'
import { Button, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words.ts'
import { useBusy } from './useBusy.ts'

type AddFormProps = {
  /** Who is signed in. */
  readonly email: string
  /** Whom the invitation was sent to. */
  readonly invitedEmail: string | null
  readonly name: string | null
  readonly lead: string
  readonly button: string
  readonly trouble: Trouble | null
  readonly onAdd: () => Promise<void>
  readonly onNotMe: () => void
}

/** R4.7: signed in as the one who was invited, or as someone else: "Add Sam to ana@… ?" or "Not me". */
export function AddForm({ email, invitedEmail, name, lead, button, trouble, onAdd, onNotMe }: AddFormProps): ReactNode {
  const { isBusy, run } = useBusy()
  const isOwn = invitedEmail !== null && emailKey(invitedEmail) === emailKey(email)
  const question = name === null ? words.add.nobody(email) : words.add.question(name, email)
  const hello = name === null ? words.greeting.helloNobody : words.greeting.hello(name)
  const add = name === null ? words.add.buttonNobody : words.add.button(name)
  return (
    <>
      <PageHeading>{isOwn ? hello : question}</PageHeading>
      <p className="pt-lead">{lead}</p>
      <p className="pt-quiet">{isOwn ? words.add.ownLead(email) : words.add.lead(email)}</p>
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      <div className="pt-actions">
        <Button isBusy={isBusy} busyText={words.add.busy} onClick={() => run(onAdd)}>
          {isOwn ? button : add}
        </Button>
        <Button kind="link" onClick={onNotMe}>
          {words.add.notMe}
        </Button>
      </div>
    </>
  )
}
