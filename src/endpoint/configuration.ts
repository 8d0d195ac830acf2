import { z } from 'zod'
import { readProxies, type TrustedProxies } from './http/clientAddress.ts'

const HttpUrl = z.url({ protocol: /^https?$/ })

function toProxies(list: string, context: z.RefinementCtx): TrustedProxies {
  const proxies = readProxies(list)
  if (proxies) return proxies
  context.addIssue({ code: 'custom', message: 'Expected addresses or CIDR networks' })
  return z.NEVER
}

/** The endpoint's whole configuration: the environment, and nothing else. */
const Environment = z.object({
  /** PostgreSQL (R11.4); where it is set, `ANTEROOM_SQLITE_FILE` is not used. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ANTEROOM_SQLITE_FILE: z.string().min(1).optional(),
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
  readonly database:
    { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }
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
  // An empty variable is how many hosts spell a missing one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
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
  const { data } = parsed
  return {
    database:
      data.DATABASE_URL === undefined
        ? { kind: 'sqlite', file: data.ANTEROOM_SQLITE_FILE ?? '' }
        : { kind: 'postgres', url: data.DATABASE_URL },
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
