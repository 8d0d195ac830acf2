import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rolesPage } from '../../scripts/rolesPage.ts'
import { root } from '../../scripts/run.ts'

const page = join(root, 'docs/ROLES.md')

test('R10.3 docs/ROLES.md is the table that the core goes by', async () => {
  await expect(await rolesPage(page)).toMatchFileSnapshot(page)
})
