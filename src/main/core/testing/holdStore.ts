import { Instant } from '../../../shared/domain/time.ts'
import { openStore } from '../db/open.ts'

/** A process of its own that opens a clinic's file and keeps it until it is killed: `holdStore.ts FILE HEXKEY`. */
const [file = '', key = ''] = process.argv.slice(2)
await openStore({ file, key: Buffer.from(key, 'hex'), now: Instant.parse('2026-03-02T09:00:00.000Z') })
process.send?.('open')
process.on('message', () => {})
