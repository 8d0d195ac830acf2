import { useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { SealedRequest } from '../../shared/domain/sealedLetters.ts'
import type { EventId } from '../../shared/domain/ids.ts'
import { loadVault } from '../loadVault.ts'
import { goTo, pathOf } from '../navigation.ts'
import { usePortal } from '../portal.ts'
import { askedAt, noteAsked } from '../tab.ts'
import { isCode, troubleOf, troubleText, type Trouble } from '../trouble.ts'
import { Notice } from '../views/controls.tsx'
import { homeModel, type HomeModel } from '../views/homeModel.ts'
import { HomeView, type HomeActions } from '../views/HomeView.tsx'
import { words } from '../words/words.ts'
import { Page } from './Page.tsx'
import { Places } from './Places.tsx'
import { useBusy } from './useBusy.ts'
import type { Holding } from './useRecords.ts'

type HomePageProps = {
  readonly linkId: string
  readonly model: HomeModel
  readonly now: string
  readonly foot: string
  readonly holding: Holding
  readonly holdings: readonly Holding[]
  readonly trouble: Trouble | null
  /** Null where nothing is booked online. */
  readonly onBook: (() => void) | null
}

export function HomePage({ linkId, model, now, foot, holding, holdings, trouble, onBook }: HomePageProps): ReactNode {
  const { clinicId, profile, notice, setNotice } = usePortal()
  const asking = useAskForFullAccess(holding)
  const open = (target: Parameters<typeof pathOf>[2]) => goTo(pathOf(clinicId, linkId, target))
  const actions: HomeActions = {
    switchTo: (other) => {
      // What was said of one person is not said of the next.
      setNotice(null)
      goTo(pathOf(clinicId, other, { page: 'home' }))
    },
    chooseWhom: () => open({ page: 'account' }),
    openForm: (id) => open({ page: 'form', id }),
    book: onBook,
    openVisit: (id) => open({ page: 'visit', id }),
    openPlan: (id) => open({ page: 'plan', id }),
    openPastVisits: () => open({ page: 'visits' }),
    openSent: () => open({ page: 'sent' }),
    askForFullAccess: asking.ask,
  }
  return (
    <Page
      title={words.home.yourRecords}
      foot={foot}
      person={model.fullName}
      linkId={linkId}
      bar={<Places current="home" toDo={model.forms.length} linkId={linkId} />}
    >
      {notice && <Notice tone={notice === words.older.wentOn ? 'warn' : 'good'}>{notice}</Notice>}
      {trouble && <Notice tone="bad">{troubleText(trouble)}</Notice>}
      <HomeView
        model={model}
        timeZone={profile.timeZone}
        now={now}
        people={holdings.map(personOf)}
        askedAt={asking.at}
        isAsking={asking.isAsking}
        actions={actions}
      />
      {asking.trouble && <Notice tone="bad">{troubleText(asking.trouble)}</Notice>}
    </Page>
  )
}

export function personOf({ link, index }: Holding): { linkId: string; name: string } {
  const name = index && homeModel(index, index.madeAt, new Map()).name
  return { linkId: link.id, name: name ?? words.home.someone }
}

/** R3.6: sealed to the clinic and to one's own key; the same request however often it is pressed. */
function useAskForFullAccess({ link, index }: Holding) {
  const { client, clinicId, session, endSession } = usePortal()
  const { isBusy, run } = useBusy()
  const [at, setAt] = useState(() => askedAt(link.id))
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  // Checked to be an id where it is made; the brand is for what comes over the wire.
  const [requestId] = useState(() => v7() as EventId)

  async function ask(): Promise<void> {
    if (session.kind !== 'open') return
    setTrouble(null)
    try {
      const vault = await loadVault()
      const request: SealedRequest = { format: 1, about: 'fullAccess', patientId: index?.patientId, message: '' }
      const claim = { clinicId, linkId: link.id, kind: 'request.made', id: requestId } as const
      const letter = await vault.sealLetter(session.keyring, claim, request)
      const { receivedAt } = await client.requests.make({ clinicId, linkId: link.id, requestId, ...letter })
      noteAsked(link.id, receivedAt)
      setAt(receivedAt)
    } catch (error) {
      if (isCode(error, 'SIGNED_OUT')) endSession()
      else setTrouble(troubleOf(error))
    }
  }

  return { at, trouble, isAsking: isBusy, ask: () => run(ask) }
}
