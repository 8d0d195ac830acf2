import { z } from 'zod'
import { RECOVERY_WORDS } from '../../domain/recoverySheet.ts'
import { Instant } from '../../domain/time.ts'
import { anyone, restricted } from './common.ts'

/** As it was typed, in small letters. */
const Word = z.string().max(20)
/** Places of words, from 0. */
const Places = z.array(
  z
    .number()
    .int()
    .min(0)
    .max(RECOVERY_WORDS - 1),
)

/** Why a file does not open although the words are a sheet's. */
export const FileTrouble = z.enum([
  'damaged',
  'fromTheFuture',
  'lockedByAnother',
  'busy',
  'diskFull',
  'readOnly',
  'notAllowed',
  'migrationFailed',
  'oldRuntime',
])
export type FileTrouble = z.infer<typeof FileTrouble>

/** R10.9: the sheet that opens the clinic's file where its key is lost, or on another computer. */
export const recovery = {
  state: restricted.output(
    z.object({
      /** Where the clinic's file is on its computer. */
      file: z.string(),
      /** The one that was checked last; `opens`: the file still has the key that it was made for. */
      sheet: z.object({ madeAt: Instant, checkedAt: Instant, checkedBy: z.string(), opens: z.boolean() }).nullable(),
    }),
  ),
  /**
   * The sheet to print. Where none was checked yet it is that of the key that the file has; otherwise that of another key,
   * which the file gets once the new sheet was checked. It is the same until then, or until the desk is started again.
   */
  begin: restricted
    /** `isAnew`: other words, because a print went astray before it was checked. */
    .input(z.object({ isAnew: z.boolean() }))
    .output(
      z.object({
        words: z.array(z.string()).length(RECOVERY_WORDS),
        madeAt: Instant,
        /** Which of the words are asked back. */
        asked: Places,
      }),
    ),
  /**
   * What was typed back from the paper. The file gets the sheet's key, where it has another; no earlier sheet opens it then.
   */
  check: restricted
    .errors({
      /** `at`: places in the sheet. */
      WORDS_WRONG: { data: z.object({ at: Places }) },
      /** The desk was started again, or somebody else checked one meanwhile. */
      SHEET_GONE: {},
      /** The computer's store of keys did not take it, and nothing was changed. */
      KEY_NOT_KEPT: {},
    })
    .input(z.object({ madeAt: Instant, typed: z.array(Word) }))
    .output(z.object({})),
  /** Opens a file whose key is lost, for everybody at this desk. */
  open: anyone
    .errors({
      /** They are not in the list. `at`: which. */
      WORDS_UNKNOWN: { data: z.object({ at: Places }) },
      /** One is another word of the list, or two have changed places. */
      WORDS_MIXED_UP: {},
      /** An earlier sheet, or another clinic's. */
      SHEET_OF_ANOTHER: {},
      FILE_NOT_OPENED: { data: z.object({ because: FileTrouble }) },
      ALREADY_OPEN: {},
    })
    .input(z.object({ words: z.array(Word).length(RECOVERY_WORDS) }))
    /** `isKept`: the next start needs no sheet. */
    .output(z.object({ isKept: z.boolean() })),
}
