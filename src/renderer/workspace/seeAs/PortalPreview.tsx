import '../../../portal/views/portal.css'
import { BottomBar } from '../../../portal/views/BottomBar.tsx'
import { Frame } from '../../../portal/views/Frame.tsx'
import { homeModel } from '../../../portal/views/homeModel.ts'
import { HomeView } from '../../../portal/views/HomeView.tsx'
import type { SeenRecords } from '../../../shared/contract/desk/access.ts'
import { zoneCity } from '../../../shared/language/formats.ts'
import { useNow, useSession, useTimeZone } from '../../state/useSession.ts'
import { words } from '../../words/words.ts'
import styles from './seeAs.module.css'

const NOTHING_SENT: ReadonlyMap<string, string> = new Map()

/** The portal's own first page, fed with what the desk would publish; to look at, not to use. */
export function PortalPreview(props: { readonly seen: SeenRecords }) {
  const now = useNow()
  const timeZone = useTimeZone()
  const session = useSession()
  const { items, ...about } = props.seen
  const model = homeModel({ ...about, items: items.map(({ item }) => item) }, now, NOTHING_SENT)
  return (
    <>
      <p className={styles['note']}>{words.workspace.seeAs.previewNote}</p>
      <div className={styles['phone']} inert>
        <Frame
          clinicName={session.data?.clinic?.name ?? null}
          foot={words.workspace.seeAs.foot(zoneCity(timeZone))}
          bar={<BottomBar current="home" toDo={model.forms.length} />}
        >
          <HomeView model={model} timeZone={timeZone} now={now} people={[]} askedAt={null} />
        </Frame>
      </div>
    </>
  )
}
