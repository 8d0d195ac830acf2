/** One line of the table: our figure beside a yardstick that was measured in the same run. Nothing is asserted. */
export type Row = {
  readonly what: string
  readonly ours: string
  readonly yardstick: string
  readonly ratio: string
  readonly target: string
}

/** A file in `rows/` exports one. */
export type Bench = { readonly name: string; readonly run: () => Promise<Row[]> }
