import { Instant } from '../../../shared/domain/time.ts'
import { openStore } from '../db/open.ts'

/** A process of its own that gives a clinic's file another key, to be killed meanwhile: `rekeyStore.ts FILE FROM TO`, both in hex. */
const [file = '', from = '', to = ''] = process.argv.slice(2)
const now = Instant.parse('2026-03-02T09:00:00.000Z')
const store = await openStore({ file, key: Buffer.from(from, 'hex'), now })
process.send?.('begins')
await store.rekey(Buffer.from(to, 'hex'))
await store.close()
process.disconnect()
