import { z } from 'zod'
import { SetUpStep } from '../../domain/setUp.ts'
import { restricted } from './common.ts'

export const setUp = {
  /** R10.8: what is not done yet, in its order. */
  missing: restricted.output(z.array(SetUpStep)),
}
