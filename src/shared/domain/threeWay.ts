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

/** What a person wants changed; a field that is absent stays as it is. */
export type Changes<Values> = { readonly [Field in keyof Values]?: Values[Field] | undefined }

/** What of `wanted` differs from `base`: the rest is nobody's change. */
export function changesTo<Values extends Readonly<Record<string, unknown>>>(
  fields: readonly (keyof Values & string)[],
  base: Values,
  wanted: Changes<Values>,
): Changes<Values> {
  return pick(
    fields.filter((field) => wanted[field] !== undefined && wanted[field] !== base[field]),
    wanted,
  )
}

/**
 * What is left to be changed of theirs once a person has chosen: what only this one changed, and of what differs the
 * fields of which this one's value is kept.
 */
export function changesKept<Values extends Readonly<Record<string, unknown>>>(
  { differing, mine }: ThreeWay<keyof Values & string>,
  wanted: Changes<Values>,
  isMineKept: (field: keyof Values & string) => boolean,
): Changes<Values> {
  return pick([...mine, ...differing.filter(isMineKept)], wanted)
}

function pick<Values>(fields: readonly (keyof Values & string)[], wanted: Changes<Values>): Changes<Values> {
  const picked: { [Field in keyof Values]?: Values[Field] | undefined } = {}
  for (const field of fields) picked[field] = wanted[field]
  return picked
}

/**
 * @param saw the values when this person began @param theirs as they stand now @param wanted what this person changed
 */
export function compareThreeWays<Values extends Readonly<Record<string, unknown>>>(
  fields: readonly (keyof Values & string)[],
  saw: Values,
  theirs: Values,
  wanted: Changes<Values>,
): ThreeWay<keyof Values & string> {
  const isMine = (field: keyof Values & string) => wanted[field] !== undefined && wanted[field] !== saw[field]
  const isTheirs = (field: keyof Values & string) => theirs[field] !== saw[field]
  return {
    differing: fields.filter((field) => isMine(field) && isTheirs(field) && wanted[field] !== theirs[field]),
    mine: fields.filter((field) => isMine(field) && !isTheirs(field)),
    theirs: fields.filter((field) => isTheirs(field) && !isMine(field)),
  }
}
