import { useEffect, useRef, type ReactNode } from 'react'

/** Off until the portal has shown its first page: there, and where the desk shows these views, the focus stays put. */
const focus = { follows: false }

/** From now on the focus follows every change of page, so that a screen reader says where one is. */
export function letFocusFollow(): void {
  focus.follows = true
}

/** Characters beyond which a heading is set smaller: an e-mail address or a name in it then fits a phone. */
const LONG = 30

type PageHeadingProps = { readonly kicker?: string; readonly id?: string; readonly children: ReactNode }

export function PageHeading({ kicker, id, children }: PageHeadingProps): ReactNode {
  const isLong = typeof children === 'string' && children.length > LONG
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!focus.follows) return
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <>
      {kicker && <p className="pt-kicker">{kicker}</p>}
      <h1 id={id} ref={heading} className={isLong ? 'pt-long' : undefined} tabIndex={-1} dir="auto">
        {children}
      </h1>
    </>
  )
}
