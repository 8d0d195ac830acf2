import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'

/** Rows drawn above and below those in sight. */
const BEYOND = 10
/** Until the frame's height is known. */
const FIRST_HEIGHT = 800

/**
 * A long list of which only the rows in sight are drawn.
 *
 * @param lengths in pixels, as the style sheet has them: a row, and what stays in sight above the rows
 * @returns the frame's ref, and the rows with their places
 */
export function useVirtualRows(count: number, { row, head }: { readonly row: number; readonly head: number }) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    overscan: BEYOND,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    scrollMargin: head,
    scrollPaddingStart: head,
  })
  return { scroller, list }
}
