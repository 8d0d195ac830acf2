import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safe } from '@orpc/client'
import { expect, test } from 'vitest'
import { RECOVERY_WORDS } from '../../../shared/domain/recoverySheet.ts'
import { isClosed, openDesk } from '../closedDesk.ts'
import type { CoreOptions } from '../context.ts'
import type { Core } from '../createCore.ts'
import type { KeyKeeper } from '../fileKey.ts'
import { clientOf } from '../testing/clientOf.ts'
import { heldKeys } from '../testing/heldKeys.ts'
import { openClinic, type TestClinic } from '../testing/openClinic.ts'

type Sheet = Awaited<ReturnType<TestClinic['client']['recovery']['begin']>>

const fromPaper = ({ words, asked, madeAt }: Sheet) => ({ madeAt, typed: asked.map((place) => words[place] ?? '') })

/** Printed and typed back. */
async function makeSheet({ client }: TestClinic): Promise<readonly string[]> {
  const sheet = await client.recovery.begin({ isAnew: false })
  await client.recovery.check(fromPaper(sheet))
  return sheet.words
}

/** The clinic's file alone, as it is now, in the folder of another computer. */
function copyElsewhere({ folder, options }: TestClinic, name: string): string {
  const there = join(folder, name)
  mkdirSync(there)
  copyFileSync(options.file, join(there, 'clinic.db'))
  return join(there, 'clinic.db')
}

/** A desk on a file whose key is not where its host keeps it. */
async function openWithout(clinic: TestClinic, file: string, keys: KeyKeeper = heldKeys()) {
  const desk = await openDesk({ ...clinic.options, file, keys })
  if (!isClosed(desk)) throw new Error('The file opened by itself')
  return desk
}

/** What opening with these words comes to. */
async function openingWith(clinic: TestClinic, file: string, words: readonly string[]): Promise<string> {
  const desk = await openWithout(clinic, file)
  const { error, isDefined } = await safe(clientOf(desk).recovery.open({ words: [...words] }))
  if (!error) await (await desk.opened).close()
  desk.close()
  if (error && !isDefined) throw error
  if (!error) return 'opened'
  return error.code === 'FILE_NOT_OPENED' ? `${error.code} ${error.data.because}` : error.code
}

async function patientsOf(core: Core): Promise<readonly string[]> {
  const rows = await core.context.db.selectFrom('patient').select('family_name').execute()
  return rows.map(({ family_name }) => family_name)
}

test('R10.9 with the sheet and a copy of the file alone the desk opens on another computer, and keeps the key there', async () => {
  await using clinic = await openClinic()
  await clinic.addPatient('Ana Ruiz')
  const words = await makeSheet(clinic)
  await clinic.core.close()
  const file = copyElsewhere(clinic, 'another')
  const keys = heldKeys()
  const desk = await openWithout(clinic, file, keys)
  const window = clientOf(desk)
  expect(await window.session.current()).toMatchObject({ closed: 'missing', file, clinic: null, staff: null })

  expect(await window.recovery.open({ words: [...words] })).toEqual({ isKept: true })

  const core = await desk.opened
  expect(await patientsOf(core)).toEqual(['Ruiz'])
  expect(await window.session.current()).toMatchObject({ closed: 'opened' })
  expect(await clientOf(core).session.current()).toMatchObject({ closed: null, file: null })
  await core.close()
  const again = await openDesk({ ...clinic.options, file, keys })
  expect(isClosed(again)).toBe(false)
  await again.close()
  await clinic.restart()
})

test('R10.9 a key store that lost the key, or has another’s, is told apart, and the sheet opens the file either way', async () => {
  await using clinic = await openClinic()
  const words = await makeSheet(clinic)
  await clinic.core.close()
  const file = copyElsewhere(clinic, 'here')
  const because = async (keys: KeyKeeper) => {
    const desk = await openWithout(clinic, file, keys)
    const { closed } = await clientOf(desk).session.current()
    desk.close()
    return closed
  }
  const unreadable: KeyKeeper = { read: async () => 'unreadable', keep: () => Promise.reject(new Error('no')) }

  expect(await because(heldKeys(Buffer.alloc(32, 9)))).toBe('wrong')
  expect(await because(unreadable)).toBe('unreadable')

  const desk = await openWithout(clinic, file, unreadable)
  expect(await clientOf(desk).recovery.open({ words: [...words] })).toEqual({ isKept: false })
  await (await desk.opened).close()
  await clinic.restart()
})

test('R10.9 wrong words are told as what they are, and nothing is opened or changed by them', async () => {
  await using clinic = await openClinic()
  const words = await makeSheet(clinic)
  await clinic.core.close()
  const file = copyElsewhere(clinic, 'another')
  const before = readFileSync(file)
  const [first = '', second = '', ...others] = words
  const ofNobody = [...Array.from({ length: RECOVERY_WORDS - 1 }, () => 'abandon'), 'art']

  expect(await openingWith(clinic, file, [first, 'abandn', ...others])).toBe('WORDS_UNKNOWN')
  expect(await openingWith(clinic, file, [second, first, ...others])).toBe('WORDS_MIXED_UP')
  expect(await openingWith(clinic, file, ofNobody)).toBe('SHEET_OF_ANOTHER')
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(await openingWith(clinic, file, words)).toBe('opened')
  await clinic.restart()
})

test('R10.9 a copy that was cut off is told as that, and not as wrong words', async () => {
  await using clinic = await openClinic()
  const words = await makeSheet(clinic)
  await clinic.core.close()
  const half = copyElsewhere(clinic, 'half')
  truncateSync(half, 20 * 4096)
  const torn = copyElsewhere(clinic, 'torn')
  truncateSync(torn, 20 * 4096 + 100)

  expect(await openingWith(clinic, half, words)).toBe('FILE_NOT_OPENED damaged')
  expect(await openingWith(clinic, torn, words)).toBe('FILE_NOT_OPENED damaged')
  await clinic.restart()
})

test('R10.9 a new sheet is another key: once it is checked the earlier one is void, but for copies from before', async () => {
  await using clinic = await openClinic()
  await clinic.addPatient('Ana Ruiz')
  const words = await makeSheet(clinic)
  await clinic.restart()
  await clinic.core.close()
  const copyFromBefore = copyElsewhere(clinic, 'before')
  await clinic.restart()

  const next = await clinic.client.recovery.begin({ isAnew: false })
  expect(next.words).not.toEqual(words)
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { opens: true } })
  await clinic.client.recovery.check(fromPaper(next))
  await clinic.addPatient('Ben Okoro')
  await clinic.core.close()
  const file = copyElsewhere(clinic, 'after')

  expect(await openingWith(clinic, file, words)).toBe('SHEET_OF_ANOTHER')
  expect(await openingWith(clinic, file, next.words)).toBe('opened')
  expect(await openingWith(clinic, copyFromBefore, words)).toBe('opened')
  await clinic.restart()
  expect(await patientsOf(clinic.core)).toEqual(['Ruiz', 'Okoro'])
})

test('R10.9 a sheet counts only when words from it were typed back; it is the same until then, and gone with a restart', async () => {
  await using clinic = await openClinic()
  const { client } = clinic
  const sheet = await client.recovery.begin({ isAnew: false })
  expect((await client.recovery.begin({ isAnew: false })).words).toEqual(sheet.words)
  const [right = '', ...others] = fromPaper(sheet).typed
  const { error } = await safe(client.recovery.check({ madeAt: sheet.madeAt, typed: [right, 'abandon', 'abandon'] }))
  expect(error).toMatchObject({ code: 'WORDS_WRONG', data: { at: sheet.asked.slice(1) } })
  expect(others).not.toEqual(['abandon', 'abandon'])
  expect(await client.recovery.state()).toMatchObject({ sheet: null, file: clinic.options.file })

  clinic.later(1)
  const anew = await client.recovery.begin({ isAnew: true })
  expect(anew.words).not.toEqual(sheet.words)
  expect(await safe(client.recovery.check(fromPaper(sheet)))).toMatchObject({ error: { code: 'SHEET_GONE' } })
  await clinic.restart()
  expect(await safe(clinic.client.recovery.check(fromPaper(anew)))).toMatchObject({ error: { code: 'SHEET_GONE' } })

  await makeSheet(clinic)
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { checkedBy: 'Maya Iyer', opens: true } })
})

test('R10.9 a computer that does not keep the new key is told so, and the earlier sheet still counts', async () => {
  let refuses = false
  const held = heldKeys(Buffer.alloc(32, 7))
  const keys: KeyKeeper = {
    read: held.read,
    keep: (next) => (refuses ? Promise.reject(new Error('The key store is locked')) : held.keep(next)),
  }
  await using clinic = await openClinic()
  await clinic.restart({ keys })
  const words = await makeSheet(clinic)
  const next = await clinic.client.recovery.begin({ isAnew: false })

  refuses = true
  expect(await safe(clinic.client.recovery.check(fromPaper(next)))).toMatchObject({ error: { code: 'KEY_NOT_KEPT' } })
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { opens: true } })
  await clinic.core.close()
  expect(await openingWith(clinic, copyElsewhere(clinic, 'after'), words)).toBe('opened')

  refuses = false
  await clinic.restart({ keys })
})

test('R10.9 a new key that could not be kept at first is kept with the next try, from the same paper', async () => {
  let refuses = true
  const held = heldKeys(Buffer.alloc(32, 7))
  await using clinic = await openClinic()
  await makeSheet(clinic)
  const keep: KeyKeeper['keep'] = (next) => (refuses ? Promise.reject(new Error('Locked')) : held.keep(next))
  await clinic.restart({ keys: { read: held.read, keep } })
  const next = await clinic.client.recovery.begin({ isAnew: false })
  const check = () => safe(clinic.client.recovery.check(fromPaper(next)))
  expect(await check()).toMatchObject({ error: { code: 'KEY_NOT_KEPT' } })

  refuses = false

  expect(await check()).toMatchObject({ error: null })
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { madeAt: next.madeAt, opens: true } })
  await clinic.restart({ keys: held })
})

test('R10.9 whatever a crash in the middle of a new key leaves, the desk opens by itself, and says which sheet counts', async () => {
  await using clinic = await openClinic()
  await makeSheet(clinic)
  const [old, next] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)]

  const beforeTheFile = heldKeys(old, next)
  await clinic.restart({ keys: beforeTheFile })
  expect(beforeTheFile.held()).toEqual([old])
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { opens: true } })

  await clinic.context.fileKey.change(next)
  const afterTheFile = heldKeys(old, next)
  await clinic.restart({ keys: afterTheFile })
  expect(afterTheFile.held()).toEqual([next])
  expect(await clinic.client.recovery.state()).toMatchObject({ sheet: { opens: false } })
})

test('R10.9 the sheet is an admin’s, stands in the audit log when it is shown and checked, and its words are in no log', async () => {
  await using clinic = await openClinic()
  const words = await makeSheet(clinic)
  clinic.signInAs(clinic.people.lee)
  await expect(clinic.client.recovery.state()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(clinic.client.recovery.begin({ isAnew: false })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await clinic.core.close()
  await openingWith(clinic, copyElsewhere(clinic, 'another'), words)
  const torn = join(clinic.folder, 'torn.db')
  writeFileSync(torn, 'This is a letter, not a clinic.')
  await openingWith(clinic, torn, words)

  const logged = JSON.stringify(clinic.logLines)
  for (const word of words.filter((each) => each.length > 5)) expect(logged).not.toContain(word)
  expect(logged).toContain('desk.openedWithSheet')
  await clinic.restart()
  const actions = await clinic.context.db.selectFrom('audit').select(['action', 'detail']).execute()
  expect(actions.filter(({ action }) => action.startsWith('recoverySheet'))).toEqual([
    { action: 'recoverySheet.shown', detail: '{}' },
    { action: 'recoverySheet.checked', detail: '{}' },
  ])
})

test('R10.9 a file that is not there yet is given a key that its host keeps first', async () => {
  await using clinic = await openClinic()
  const keys = heldKeys()
  const options: CoreOptions = { ...clinic.options, file: join(clinic.folder, 'new', 'clinic.db'), keys }
  const desk = await openDesk(options)

  expect(keys.held().map((key) => key.length)).toEqual([32])
  await desk.close()
  const refusing: KeyKeeper = { read: async () => [], keep: () => Promise.reject(new Error('no')) }
  await expect(
    openDesk({ ...options, file: join(clinic.folder, 'newer', 'clinic.db'), keys: refusing }),
  ).rejects.toThrow('does not keep the key')
})
