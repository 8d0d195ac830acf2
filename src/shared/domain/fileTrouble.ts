import { z } from 'zod'

/**
 * Why a file that was sent is not at the desk. `lost`: the endpoint has it no more; `damaged`: other bytes came than were sent, or
 * they do not open; `otherKind`: it is not what it was said to be (R8.3).
 */
export const FileTrouble = z.enum(['lost', 'damaged', 'otherKind'])
export type FileTrouble = z.infer<typeof FileTrouble>
