import { foundation } from './0001_foundation.ts'

/** In order and for ever: a migration that has landed never changes. */
export const clinicMigrations = [foundation] as const
