import { listImports } from '../db/imports.ts'
import { addImported, checkImport, undoImport } from '../services/imports.ts'
import type { Base } from './base.ts'

export function importsRouter({ signedIn: { imports } }: Base) {
  return {
    list: imports.list.handler(({ context }) => listImports(context.acting.db)),
    check: imports.check.handler(({ context, input }) => checkImport(context.acting.db, input.rows)),
    add: imports.add.handler(({ context, input }) => addImported(context.acting, input)),
    undo: imports.undo.handler(({ context, input }) => undoImport(context.acting, input.importId)),
  }
}
