import { createServer } from 'node:net'
import { OptionError } from './options.ts'

export type DemoPorts = {
  readonly desk: number
  readonly portal: number
  readonly mail: number
  readonly smtp: number
}

/** Four ports from `first` on, all free now. @throws OptionError that names the one that is taken */
export async function freePorts(first: number): Promise<DemoPorts> {
  const ports = { desk: first, portal: first + 1, mail: first + 2, smtp: first + 3 }
  for (const port of Object.values(ports)) {
    if (await isTaken(port)) {
      throw new OptionError(
        `Port ${port} is taken by another program. Four others are used with: npm start -- --port ${first + 100}`,
      )
    }
  }
  return ports
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer()
    probe.once('error', () => answer(true))
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(false)))
  })
}
