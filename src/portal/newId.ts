import { uuidv7 } from '../shared/domain/uuidv7.ts'

/** An id made in this browser: it sorts by the time it was made. */
export const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
