import { z } from 'zod'
import { SetUpStep } from '../../domain/setUp.ts'
import { restricted } from './common.ts'

export const setUp = {
  /** R10.8: what is not done yet, in its order. */
  missing: restricted.output(z.array(SetUpStep)),
  /** The desk opens as any other from now on; what is missing stays in "To settle". The same again changes nothing. */
  end: restricted.output(z.object({})),
}
