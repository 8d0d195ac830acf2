import type { ReactNode } from 'react'
import { goOnWithOlder } from '../tab.ts'
import type { OlderKeyring } from '../tampered.ts'
import { Button, Notice } from '../views/controls.tsx'
import { words } from '../words/words.ts'

type OlderNoticeProps = { readonly older: OlderKeyring; readonly onGoOn: () => void }

/** R11.5: an older state is never taken for the new one by itself. A person who was told may choose it. */
export function OlderNotice({ older, onGoOn }: OlderNoticeProps): ReactNode {
  return (
    <Notice tone="bad">
      <p>{words.errors.OLD_STATE}</p>
      <p>{words.older.why}</p>
      <Button
        kind="quiet"
        onClick={() => {
          goOnWithOlder(older)
          onGoOn()
        }}
      >
        {words.older.goOn}
      </Button>
    </Notice>
  )
}
