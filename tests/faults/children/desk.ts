import { flushCompileCache } from 'node:module'
import { createCore } from '../../../src/main/core/createCore.ts'
import { coreOptions, DeskArguments } from '../support/childArguments.ts'
import { work } from '../support/deskWork.ts'

/** The desk's core in a process of its own, to be killed: somebody works at it, and it synchronises. */
const { file, staff, openingWorker } = DeskArguments.parse(JSON.parse(process.argv[2] ?? ''))
const core = await createCore(coreOptions(file, new URL(openingWorker)))
process.send?.('ready')
// Node writes what it compiled when it ends, which this process never does by itself.
flushCompileCache()
await work(core, staff)
