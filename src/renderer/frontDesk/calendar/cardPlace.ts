type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
type Size = { readonly width: number; readonly height: number }

const GAP = 6
const EDGE = 8

/**
 * Where a card about a block stands, in pixels of the page: beside it, else below or above it; never over the block, so that it
 * never covers the pointer that rests on it.
 */
export function cardPlace(block: Box, card: Size, page: Size): { readonly left: number; readonly top: number } {
  const [lastLeft, lastTop] = [page.width - EDGE - card.width, page.height - EDGE - card.height]
  const [after, before] = [block.right + GAP, block.left - GAP - card.width]
  const top = Math.max(EDGE, Math.min(block.top, lastTop))
  if (after <= lastLeft) return { left: after, top }
  if (before >= EDGE) return { left: before, top }
  const left = Math.max(EDGE, Math.min(block.left, lastLeft))
  const below = block.bottom + GAP
  return { left, top: below <= lastTop ? below : block.top - GAP - card.height }
}
