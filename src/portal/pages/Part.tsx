import { useEffect, useState, type ReactNode } from 'react'
import type { LinkId } from '../../shared/domain/ids.ts'
import type { PartKind, PartRef } from '../../shared/domain/recordIndex.ts'
import type { ContentOf } from '../../shared/envelope/openPart.ts'
import { troubleOf, troubleText, type Trouble } from '../trouble.ts'
import type { OpenPart } from '../partOpener.ts'
import { Button, Notice } from '../views/controls.tsx'
import { PageHeading } from '../views/PageHeading.tsx'
import { words } from '../words/words.ts'

type PartProps<Kind extends PartKind> = {
  readonly kind: Kind
  readonly of: PartRef
  readonly linkId: LinkId
  /** Stands above while there is nothing to show yet, or no more. */
  readonly title: string
  readonly openPart: OpenPart
  readonly children: (content: ContentOf<Kind>) => ReactNode
}

type State<Kind extends PartKind> =
  | { readonly kind: 'opening' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'open'; readonly content: ContentOf<Kind> }

/** What is fetched only when somebody looks at it. Another part needs another `key`. */
export function Part<Kind extends PartKind>({
  kind,
  of,
  linkId,
  title,
  openPart,
  children,
}: PartProps<Kind>): ReactNode {
  const [state, setState] = useState<State<Kind>>({ kind: 'opening' })
  const isOpening = state.kind === 'opening'
  useEffect(() => {
    if (!isOpening) return
    let isLeft = false
    openPart(linkId, of, kind).then(
      (content) => isLeft || setState({ kind: 'open', content }),
      (error: unknown) => isLeft || setState({ kind: 'trouble', trouble: troubleOf(error) }),
    )
    return () => {
      isLeft = true
    }
  }, [isOpening, openPart, linkId, of, kind])

  if (state.kind === 'open') return children(state.content)
  return (
    <>
      <PageHeading>{title}</PageHeading>
      {state.kind === 'opening' ? (
        <p className="pt-lead" role="status">
          {words.loading}
        </p>
      ) : (
        <>
          <Notice tone="bad">{troubleText(state.trouble)}</Notice>
          <Button onClick={() => setState({ kind: 'opening' })}>{words.tryAgain}</Button>
        </>
      )}
    </>
  )
}
