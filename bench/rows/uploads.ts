import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { ageBytes, blobOf, bring, fetchBlob, ofDesk } from '../../src/endpoint/testing/blobs.ts'
import { profileOf, syncClient } from '../../src/endpoint/testing/clients.ts'
import { newId } from '../../src/main/core/system.ts'
import { ClinicId } from '../../src/shared/domain/ids.ts'
import { hashToken } from '../../src/shared/envelope/secrets.ts'
import { makeIdentity } from '../../src/shared/envelope/seal.ts'
import type { Bench } from '../row.ts'
import { times } from '../support/measure.ts'

const support = (name: string): string => fileURLToPath(new URL(`../support/${name}`, import.meta.url))
const MEGABYTE = 1024 * 1024
const FILES = 10

/** R8.3: ten files of 20 MB at once into an endpoint in a process of its own, beside bare node:http that writes them into files. */
export const uploads: Bench = {
  name: 'Ten files at once by reference',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'))
    const endpoint = fork(support('measuredEndpoint.ts'), [join(folder, 'endpoint.db')])
    const bare = fork(support('uploadsChild.ts'), [folder])
    try {
      const [{ url, code }, { url: bareUrl }] = await Promise.all([next(endpoint, Started), next(bare, Bare)])
      const used = () => {
        const answer = next(endpoint, Used)
        endpoint.send('used')
        return answer
      }
      const token = newId()
      const sync = syncClient(url, token)
      const clinicId = ClinicId.parse(newId())
      const { recipient } = await makeIdentity()
      await sync.pair({ code, clinicId, tokenHash: hashToken(token), epoch: 1, profile: profileOf(recipient) })
      const file = ageBytes(20 * MEGABYTE)
      const blobs = Array.from({ length: FILES }, () => blobOf(file))
      for (const blob of blobs) await sync.blobBegin(blob)
      const before = await used()
      const cameIn = await secondsOf(blobs, ({ id }) => bring(ofDesk(url, { token }, id), file))
      const came = await used()
      const wentOut = await secondsOf(blobs, ({ id }) => fetchBlob(ofDesk(url, { token }, id)))
      const went = await used()
      const yardstick = await secondsOf(blobs, () => bring({ url: bareUrl, headers: {} }, file))
      const grown = (after: { mostBytes: number }) =>
        Math.max(0, Math.round((after.mostBytes - before.bytes) / MEGABYTE))
      return [
        {
          what: `${FILES} files of 20 MB at once`,
          ours: `in ${cameIn.toFixed(2)} s, + ${grown(came)} MB; out ${wentOut.toFixed(2)} s, + ${grown(went)} MB`,
          yardstick: `${yardstick.toFixed(2)} s into files by bare node:http`,
          ratio: times(cameIn / yardstick),
          target: '+ ≤ 64 MB',
        },
      ]
    } finally {
      endpoint.kill()
      bare.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const Started = z.object({ url: z.url(), code: z.string() })
const Bare = z.object({ url: z.url() })
const Used = z.object({ bytes: z.number(), mostBytes: z.number() })

async function next<T>(child: ReturnType<typeof fork>, schema: z.ZodType<T>): Promise<T> {
  const told: unknown[] = await once(child, 'message')
  return schema.parse(told[0])
}

async function secondsOf<T>(inputs: readonly T[], act: (input: T) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(inputs.map(act))
  return (performance.now() - startedAt) / 1000
}
