import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from '../context.ts'
import { connectionOf } from './driver.ts'

/** Stands where a value will be, while a query is built. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is built and compiled once for each set of values' names: for small queries that run all the time, where
 * building costs several times what SQLite takes. `build` must only pass `values` on to the query; it never sees what
 * they are. A name whose value is `undefined` is not there, as in Kysely's own `set`.
 *
 * ```ts
 * const selectOne = compileOnce((db, { id }: { id: string }) => db.selectFrom('patient').selectAll().where('id', '=', id))
 * const [row] = await selectOne(db, { id })
 *
 * const update = compileOnce((db, { id, ...changes }: { id: string } & Updateable<PatientTable>) =>
 *   db.updateTable('patient').set(changes).where('id', '=', id),
 * )
 * await update(db, { id, phone: null })
 * ```
 */
export function compileOnce<Values extends Readonly<Record<string, unknown>>, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const compiled = new Map<string, CompiledQuery<Row>>()
  return async (db, values) => {
    const names = Object.keys(values).filter((name) => values[name] !== undefined)
    const shape = names.join()
    let query = compiled.get(shape)
    if (!query) {
      // Of the same names as the values of this call; `build` may do nothing but pass them on.
      query = build(db, Object.fromEntries(names.map((name) => [name, new Slot(name)])) as Values).compile()
      compiled.set(shape, query)
    }
    const parameters = query.parameters.map((each) => (each instanceof Slot ? values[each.name] : each))
    const given = { ...query, parameters }
    return (await (connectionOf(db) ?? db).executeQuery<Row>(given)).rows
  }
}
