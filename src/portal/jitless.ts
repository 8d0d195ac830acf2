import { z } from 'zod'

/**
 * The Content-Security-Policy forbids making code from text, and zod would try as soon as a schema is made: import this
 * before anything that makes one.
 */
z.config({ jitless: true })
