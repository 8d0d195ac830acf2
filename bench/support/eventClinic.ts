import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createCore } from '../../src/main/core/createCore.ts'
import { fillClinic } from '../../src/main/core/testing/fillClinic.ts'
import { workAt } from '../../src/main/core/testing/workAt.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import { coreOptions, DESK_KEY } from '../../tests/faults/support/childArguments.ts'
import { childScript, startChild } from '../../tests/faults/support/children.ts'
import { freePort } from '../../tests/support/freePort.ts'

/** A desk in this process, paired over HTTP with an endpoint in a process of its own. */
export async function openEventClinic() {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
  const file = join(folder, 'clinic.db')
  const endpointFile = join(folder, 'endpoint.sqlite')
  const port = await freePort()
  const { identity: mailIdentity } = await makeIdentity()
  // No e-mail leaves: nobody listens at port 9.
  const argument = { file: endpointFile, mailIdentity, smtpUrl: 'smtp://127.0.0.1:9', port }
  const endpoint = startChild(childScript('endpoint'), argument, join(folder, 'cache'))
  await endpoint.ready
  endpoint.process.send('code')
  const { code } = z.object({ code: z.string() }).parse((await once(endpoint.process, 'message'))[0])
  // What is hostile is logged, which is not what is measured.
  const core = await createCore({ ...coreOptions(file), log: () => undefined })
  const { people } = await fillClinic(core.context)
  const clinic = await core.context.db.selectFrom('clinic').select(['id', 'recipient']).executeTakeFirstOrThrow()
  const { acting, client } = workAt(core, people.admin)
  const url = `http://127.0.0.1:${port}`
  await core.sync.pair(acting, url, code)
  await core.sync.now()
  return {
    ...clinic,
    core,
    client,
    staffId: people.admin.id,
    url,
    file,
    key: DESK_KEY,
    endpointFile,
    /** Where Node keeps what it compiled. */
    cacheFolder: join(folder, 'cache'),
    close: async () => {
      await core.close()
      await endpoint.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type EventClinic = Awaited<ReturnType<typeof openEventClinic>>
