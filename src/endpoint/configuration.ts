import { z } from 'zod'
import type { DatabaseOptions } from './db/openDatabase.ts'
import { readProxies, type TrustedProxies } from './http/clientAddress.ts'

/** PostgreSQL (R11.4); where it is set, `ANTEROOM_SQLITE_FILE` is not used. */
const WhichDatabase = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ANTEROOM_SQLITE_FILE: z.string().min(1).optional(),
})

const HttpUrl = z.url({ protocol: /^https?$/ })

function toProxies(list: string, context: z.RefinementCtx): TrustedProxies {
  const proxies = readProxies(list)
  if (proxies) return proxies
  context.addIssue({ code: 'custom', message: 'Expected addresses or CIDR networks' })
  return z.NEVER
}

/** The endpoint's whole configuration: the environment, and nothing else. */
const Environment = WhichDatabase.extend({
  /** Made by `keygen`: an age identity, readable by its owner only, kept apart from the database and its backups. */
  ANTEROOM_MAIL_KEY_FILE: z.string().min(1),
  ANTEROOM_SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  ANTEROOM_MAIL_FROM: z.email(),
  ANTEROOM_PUBLIC_URL: HttpUrl,
  ANTEROOM_PORT: z.coerce.number().int().min(0).max(65_535),
  ANTEROOM_HOST: z.string().min(1).default('127.0.0.1'),
  ANTEROOM_PORTAL_FILES: z.string().min(1),
  /** The reverse proxy that writes `X-Forwarded-For`: its addresses or CIDR networks, with commas between. */
  ANTEROOM_TRUSTED_PROXY: z.string().default('').transform(toProxies),
})

export type Configuration = {
  readonly database: DatabaseOptions
  readonly mailKeyFile: string
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly publicUrl: string
  readonly port: number
  readonly host: string
  readonly portalFiles: string
  readonly trustedProxies: TrustedProxies
}

/** What is wrong with the environment, a line for each variable; never a value, which may hold a password. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** @throws ConfigurationError that names every variable that is missing or wrong */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const data = parse(Environment, environment)
  return {
    database: databaseOf(data),
    mailKeyFile: data.ANTEROOM_MAIL_KEY_FILE,
    smtpUrl: data.ANTEROOM_SMTP_URL,
    mailFrom: data.ANTEROOM_MAIL_FROM,
    publicUrl: data.ANTEROOM_PUBLIC_URL,
    port: data.ANTEROOM_PORT,
    host: data.ANTEROOM_HOST,
    portalFiles: data.ANTEROOM_PORTAL_FILES,
    trustedProxies: data.ANTEROOM_TRUSTED_PROXY,
  }
}

/** Of the environment what says where the database is. @throws ConfigurationError */
export function readDatabase(environment: Readonly<Record<string, string | undefined>>): DatabaseOptions {
  return databaseOf(parse(WhichDatabase, environment))
}

function databaseOf(data: z.infer<typeof WhichDatabase>): DatabaseOptions {
  return data.DATABASE_URL === undefined
    ? { kind: 'sqlite', file: data.ANTEROOM_SQLITE_FILE ?? '' }
    : { kind: 'postgres', url: data.DATABASE_URL }
}

function parse<T extends z.ZodType>(schema: T, environment: Readonly<Record<string, string | undefined>>): z.infer<T> {
  // An empty variable is how many hosts spell a missing one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0])
        return given[name] === undefined ? `${name} is missing` : `${name} is not valid: ${message}`
      })
  if (given['DATABASE_URL'] === undefined && given['ANTEROOM_SQLITE_FILE'] === undefined) {
    problems.push('DATABASE_URL or ANTEROOM_SQLITE_FILE is missing')
  }
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems.join('\n'))
  return parsed.data
}
