import { z } from 'zod/v4'

/**
 * Stands in for `zod` in everything that the portal is built from. The Content-Security-Policy forbids making code from
 * text, and zod would try as soon as a schema is made, wherever that is.
 */
z.config({ jitless: true })

export { z }
