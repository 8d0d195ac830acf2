import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type DemoOptions = {
  /** First of four: Front Desk, Patient Portal, Mail, and where the mail catcher takes e-mails. */
  readonly port: number
  /** Null: a throw-away folder. */
  readonly dataFolder: string | null
  readonly patients: number
  /** Nothing is made: the desk is on its first run, beside an endpoint that knows no clinic. */
  readonly isEmpty: boolean
  readonly opens: boolean
}

export const DEFAULT_PORT = 4310
export const FEWEST_PATIENTS = 60
const PORTS = 4

export class OptionError extends Error {
  override readonly name = 'OptionError'
}

/** `npm start -- --port 5000 --data DIR --patients 100000 --empty --no-open`. @throws OptionError with a sentence */
export function parseOptions(argv: readonly string[]): DemoOptions {
  const { port, data, patients, empty, open } = read(argv)
  if (empty && patients !== undefined)
    throw new OptionError('--empty makes no patients: one of --empty and --patients.')
  return {
    port: wholeNumber('--port', port, 1024, 65_535 - PORTS + 1),
    dataFolder: data === undefined ? null : resolve(data),
    patients: wholeNumber('--patients', patients ?? String(FEWEST_PATIENTS), FEWEST_PATIENTS, 1_000_000),
    isEmpty: empty,
    opens: open,
  }
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowNegative: true,
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string' },
        patients: { type: 'string' },
        empty: { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
      },
    }).values
  } catch (cause) {
    const usage = 'npm start -- [--port N] [--data DIR] [--patients N | --empty] [--no-open]'
    throw new OptionError(`${cause instanceof Error ? cause.message : 'Unknown option.'}\nUsage: ${usage}`, { cause })
  }
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= low && number <= high) return number
  throw new OptionError(`${name} takes a whole number from ${low} to ${high}, not "${text}".`)
}
