import { createCore } from '../../../src/main/core/createCore.ts'
import { coreOptions, DeskArguments } from '../support/childArguments.ts'
import { work } from '../support/deskWork.ts'

/** The desk's core in a process of its own, to be killed: somebody works at it, and it synchronises. */
const { file, staff } = DeskArguments.parse(JSON.parse(process.argv[2] ?? ''))
const core = await createCore(coreOptions(file))
core.context.session.staff = staff
process.send?.('ready')
await work(core)
