import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from '../context.ts'

/** Stands where a value will be, while a query is built. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is built and compiled at its first use only: for small reads that run all the time, where building costs
 * several times what SQLite takes. `build` must only pass `values` on to the query; it never sees what they are.
 *
 * ```ts
 * const selectOne = compileOnce((db, { id }: { id: string }) => db.selectFrom('patient').selectAll().where('id', '=', id))
 * const [row] = await selectOne(db, { id })
 * ```
 */
export function compileOnce<Values extends Readonly<Record<string, unknown>>, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  let kept: CompiledQuery<Row> | null = null
  return async (db, values) => {
    // The proxy answers every name with its slot, which is all that `build` may do with it.
    kept ??= build(db, new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Values).compile()
    const parameters = kept.parameters.map((each) => (each instanceof Slot ? values[each.name] : each))
    return (await db.executeQuery<Row>({ ...kept, parameters })).rows
  }
}
