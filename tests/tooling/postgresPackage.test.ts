import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isOpenToAll } from '../support/postgresPackage.ts'

test('a folder is open to all only if each one above it is', async () => {
  const shut = await mkdtemp(join(tmpdir(), 'anteroom-shut-'))
  try {
    await mkdir(join(shut, 'open'), { mode: 0o755 })

    expect(await isOpenToAll(tmpdir())).toBe(true)
    expect(await isOpenToAll(join(shut, 'open'))).toBe(false)
  } finally {
    await rm(shut, { recursive: true })
  }
})
