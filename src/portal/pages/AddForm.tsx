import type { ReactNode } from 'react'
import { troubleText, type Trouble } from '../trouble.ts'
import { Button, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'
import { OlderNotice } from './OlderNotice.tsx'
import { useBusy } from './useBusy.ts'

type AddFormProps = {
  /** Who is signed in. */
  readonly email: string
  /** The invitation is for somebody whose things this login has already. */
  readonly isHeld: boolean
  readonly name: string | null
  readonly lead: string
  readonly button: string
  readonly trouble: Trouble | null
  readonly onAdd: () => Promise<void>
  readonly onNotMe: () => void
}

/** R4.7, R5.1: signed in; records that this login does not hold yet are added by name: "Add Sam to ana@… ?" or "Not me". */
export function AddForm({ email, isHeld, name, lead, button, trouble, onAdd, onNotMe }: AddFormProps): ReactNode {
  const { isBusy, run } = useBusy()
  const question = name === null ? words.add.nobody(email) : words.add.question(name, email)
  const hello = name === null ? words.greeting.helloNobody : words.greeting.hello(name)
  const add = name === null ? words.add.buttonNobody : words.add.button(name)
  return (
    <>
      <PageHeading>{isHeld ? hello : question}</PageHeading>
      <p className="pt-lead">{lead}</p>
      <p className="pt-quiet">{isHeld ? words.add.ownLead(email) : words.add.lead(email)}</p>
      {trouble?.code === 'OLD_STATE' ? (
        <OlderNotice older={trouble.older} onGoOn={() => run(onAdd)} />
      ) : (
        trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>
      )}
      <div className="pt-actions">
        <Button isBusy={isBusy} busyText={words.add.busy} onClick={() => run(onAdd)}>
          {isHeld ? button : add}
        </Button>
        <Button kind="link" onClick={onNotMe}>
          {words.add.notMe}
        </Button>
      </div>
    </>
  )
}
