import type { DeskClient } from '../../../state/client.ts'

type Client = Pick<DeskClient['serverKnows'], 'tables' | 'rows' | 'beginDownload'>
type Rows = Awaited<ReturnType<Client['rows']>>['rows']

/**
 * R11.1: every row that the endpoint keeps of this clinic, as the text of a JSON file, a page after another.
 * @param onRead after every page, how many there are by then
 */
export async function readEverything(
  client: Client,
  onRead: (rows: number) => void,
  signal: AbortSignal,
): Promise<string> {
  await client.beginDownload({}, { signal })
  const { readAt, tables } = await client.tables({}, { signal })
  const everything: Record<string, Rows> = {}
  let count = 0
  for (const { table, size } of tables) {
    if (size === null) continue
    const rows: Rows = []
    for (let hasMore = true; hasMore;) {
      const page = await client.rows({ table, from: rows.length }, { signal })
      rows.push(...page.rows)
      hasMore = page.hasMore && page.rows.length > 0
      count += page.rows.length
      onRead(count)
    }
    everything[table] = rows
  }
  return JSON.stringify({ readAt, tables: everything }, null, 2)
}
