import { sql } from 'kysely'

/** Ids, instants and a word, side by side: far more than a row of them takes. */
const BYTES = 4_096

/** R11.6: whether these columns of a row are as short as what a call writes; asked before the row is read. */
export function isOfLength(columns: readonly string[]) {
  const lengths = columns.map((column) => sql`coalesce(octet_length(${sql.ref(column)}), 0)`)
  return sql<boolean>`${sql.join(lengths, sql` + `)} <= ${BYTES}`
}
