import { randomBytes } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { ClinicId } from '../../../shared/domain/ids.ts'
import { isSecureAddress } from './secureAddress.ts'
import { hashToken } from '../../../shared/envelope/secrets.ts'
import { forgetShortName, readClinic } from '../db/clinic.ts'
import { forgetRanges } from '../db/onlineBooking.ts'
import { forgetFeedsPut } from '../db/feeds.ts'
import { readSyncState, savePairing } from '../db/syncState.ts'
import { appendAudit } from '../services/audit.ts'
import { readClinicProfile } from '../wire/out/clinicPut.ts'
import { publishEverything, withdrawAgain } from '../wire/publishEverything.ts'
import { callSignal, createEndpointClient } from './endpointClient.ts'
import { PairingError, type Pairing } from './types.ts'

export type PairOptions = {
  readonly fetch: typeof globalThis.fetch
  readonly endpointUrl: string
  /** One-time, made on the endpoint's command line. */
  readonly code: string
  /** The desk token, from {@link makeDeskToken}. */
  readonly token: string
  readonly closing: AbortSignal
}

/** 256 random bits, base64url. */
export function makeDeskToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Ties this desk to an endpoint, which is given the desk token's hash only (R11.2). Should the reply be lost, the same
 * code pairs this clinic again: with the same token, so that a first request that arrives late changes nothing.
 * @throws PairingError
 */
export async function pairDesk(context: Pairing, options: PairOptions): Promise<void> {
  if (!isSecureAddress(options.endpointUrl)) throw new PairingError('ADDRESS_NOT_SECURE')
  const { id } = await readClinic(context.db)
  const before = await readSyncState(context.db)
  const answer = await askToPair(options, {
    code: options.code.trim(),
    clinicId: ClinicId.parse(id),
    tokenHash: hashToken(options.token),
    epoch: before?.epoch ?? 1,
    profile: await readClinicProfile(context.db),
  })
  if (!isSecureAddress(answer.portalUrl)) throw new PairingError('ADDRESS_NOT_SECURE')
  const paired = {
    endpoint_url: options.endpointUrl,
    endpoint_token: options.token,
    portal_url: answer.portalUrl,
    mail_recipient: answer.mailRecipient,
  }
  await context.db.transaction().execute(async (tx) => {
    await savePairing(tx, paired)
    await forgetShortName(tx)
    await forgetRanges(tx)
    await forgetFeedsPut(tx)
    if (before?.endpoint_url) await withdrawAgain(tx, context)
    await publishEverything(tx, context)
    await appendAudit(tx, context, { action: 'desk.paired', endpointUrl: options.endpointUrl })
  })
  context.changes.publish('settings', 'sync')
}

type PairInput = Parameters<ReturnType<typeof createEndpointClient>['pair']>[0]

async function askToPair({ fetch, endpointUrl, closing }: PairOptions, input: PairInput) {
  try {
    return await createEndpointClient({ fetch, endpointUrl, token: null }).pair(input, callSignal(closing))
  } catch (cause) {
    const isAboutTheCode =
      cause instanceof ORPCError && (cause.code === 'PAIRING_CODE_INVALID' || cause.code === 'RATE_LIMITED')
    throw new PairingError(isAboutTheCode ? 'PAIRING_CODE_INVALID' : 'ENDPOINT_UNREACHABLE', { cause })
  }
}
