import type { AccessLevel } from './invitations.ts'

export type MergingLink = {
  readonly id: string
  readonly level: AccessLevel
  /** The key that its login proved; null for none. */
  readonly provenRecipient: string | null
}

export type MergedLink<Link extends MergingLink> =
  | { readonly kind: 'move'; readonly link: Link }
  /** Its login holds the chart already: that older link stays, at its own level, and takes what hangs on this one. */
  | { readonly kind: 'fold'; readonly link: Link; readonly into: Link }

/**
 * R3.5: what becomes of the links of a chart that is merged into another. Each keeps its level: nobody sees in full what they did not
 * hold in full before.
 */
export function mergedLinks<Link extends MergingLink>(
  moving: readonly Link[],
  onChart: readonly Link[],
): MergedLink<Link>[] {
  return moving.map((link) => {
    const into = onChart.find((each) => each.provenRecipient !== null && each.provenRecipient === link.provenRecipient)
    return into ? { kind: 'fold', link, into } : { kind: 'move', link }
  })
}
