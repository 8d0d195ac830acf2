/**
 * R10.7: what one person saw, what another has saved since, and what the first wants to change. Fields that only one of
 * them changed are kept from both without asking; a field that both changed alike is settled; only where they differ
 * does the person choose.
 */
export type ThreeWay<Field extends string> = {
  /** Both changed it, to different values. */
  readonly differing: readonly Field[]
  /** Only this person did. */
  readonly mine: readonly Field[]
  /** Only the other did. */
  readonly theirs: readonly Field[]
}

/**
 * @param saw the values when this person began @param theirs as they stand now @param wanted what this person changed
 */
export function compareThreeWays<Values extends Readonly<Record<string, unknown>>>(
  fields: readonly (keyof Values & string)[],
  saw: Values,
  theirs: Values,
  wanted: { readonly [Field in keyof Values]?: Values[Field] | undefined },
): ThreeWay<keyof Values & string> {
  const isMine = (field: keyof Values & string) => wanted[field] !== undefined && wanted[field] !== saw[field]
  const isTheirs = (field: keyof Values & string) => theirs[field] !== saw[field]
  return {
    differing: fields.filter((field) => isMine(field) && isTheirs(field) && wanted[field] !== theirs[field]),
    mine: fields.filter((field) => isMine(field) && !isTheirs(field)),
    theirs: fields.filter((field) => isTheirs(field) && !isMine(field)),
  }
}
