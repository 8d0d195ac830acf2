import { flushCompileCache } from 'node:module'
import { createEndpoint } from '../../../src/endpoint/createEndpoint.ts'
import { newId, systemClock } from '../../../src/main/core/system.ts'
import { EndpointArguments } from '../support/childArguments.ts'

/** The endpoint in a process of its own, to be killed. */
const { file, mailIdentity, smtpUrl, port } = EndpointArguments.parse(JSON.parse(process.argv[2] ?? ''))
const quiet = () => {}
const endpoint = await createEndpoint({
  database: { kind: 'sqlite', file },
  mailIdentity,
  smtpUrl,
  mailFrom: 'portal@anteroom.test',
  publicUrl: null,
  portalFiles: null,
  clock: systemClock,
  ids: newId,
  log: { info: quiet, warn: quiet, error: (facts) => process.stderr.write(JSON.stringify(facts)) },
})
await endpoint.listen(port)
process.on('message', () => {
  void endpoint.makePairingCode().then((code) => process.send?.({ code }))
})
process.send?.('ready')
// Node writes what it compiled when it ends, which this process never does by itself.
flushCompileCache()
