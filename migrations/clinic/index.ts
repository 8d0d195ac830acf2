import { foundation } from './0001_foundation.ts'
import { factsAndVersions } from './0002_facts_and_versions.ts'

/** In order and for ever: a migration that has landed never changes. */
export const clinicMigrations = [foundation, factsAndVersions] as const
