import type { FileTrouble } from '../../../shared/contract/desk/recovery.ts'

/** R10.9: the recovery sheet on paper, in Settings, and on the screen that asks for it. */
export const recovery = {
  title: 'Recovery sheet',
  text: 'Twenty-four words on paper. With them and a copy of the clinic’s file, the records open on another computer, or on this one should it lose its key. Nothing else opens them.',
  couldNotLoad: 'How the recovery sheet stands could not be read.',
  states: { none: 'Not made yet', checked: 'Checked', void: 'Opens nothing any more' },
  noneYet: 'There is none yet: with this computer the records would be lost.',
  isVoid: 'The file has another key by now: the sheet of this date opens only copies from then.',
  made: 'Made',
  checked: 'Checked',
  checkedBy: (at: string, by: string) => `${at}, by ${by}`,
  file: 'The clinic’s file',
  copying: 'Copy it while Anteroom is closed.',
  make: 'Make the sheet',
  makeNew: 'Make a new sheet',
  makeNewText:
    'A new sheet takes the place of this one once it is checked. Copies of the file from before then still open with this one: destroy both, or keep both.',
  /** Making it: printed first, then typed back. */
  steps: { print: 'Print the sheet', check: 'Type three words back' },
  printText:
    'Print it now, and keep it away from this computer. The words are shown until it is checked, and not again.',
  print: 'Print',
  goOn: 'It is on paper',
  anew: 'A print went astray: make other words',
  anewDone: 'Other words; the earlier print opens nothing',
  checkText: 'Three words from the paper, so that it is known to be readable.',
  check: 'Check',
  backToSheet: 'Back to the sheet',
  isChecked: 'Recovery sheet checked',
  rewriting: 'The file is written anew under the key of this sheet. With many patients that takes half a minute.',
  word: (place: number) => `Word ${place}`,
  wordMissing: 'Missing',
  wordUnknown: 'Not in the list of words',
  wordWrong: 'Not what the sheet says here',
  paper: {
    made: (at: string) => `Made ${at}`,
    what: 'This sheet and a copy of the clinic’s file open all records of the clinic, on any computer. Nothing else is needed, and without it nobody can help.',
    keep: 'Keep it in a safe place, away from the computer and away from copies of the file. Whoever has both can read everything.',
    qr: 'The words as a QR code',
    words: 'The words',
    how: 'How the records are opened with it',
    steps: [
      'Start Anteroom once on the computer. It says where the clinic’s file belongs. Close it.',
      'Put the copy of the clinic’s file there, under the name that is said.',
      'Start Anteroom again. It asks for this sheet: type the words, of which the first four letters are enough, or scan the code into the first field.',
      'Everybody signs in as before.',
    ],
    void: 'A newer sheet makes this one void. Copies of the file that are older than the newer sheet still open with this one.',
  },
  /** The screen where no key that is kept opens the file. */
  closed: {
    title: 'The clinic’s file is closed',
    because: {
      missing: 'The file is here, its key is not. The recovery sheet opens it.',
      unreadable:
        'This computer’s key store does not give the key. Sign in to the computer as the person who set the clinic up, or open the file with its recovery sheet.',
      wrong:
        'The key on this computer is that of another file, as it is after a copy was put in its place. The recovery sheet of this file opens it.',
    },
    how: 'Type the words from the sheet, paste them, or scan its code into the first field.',
    words: 'The words of the recovery sheet',
    open: 'Open the file',
    opening: 'Opening; a large file takes a while',
    notKept:
      'The file is open. This computer’s key store did not take the key, so that the next start asks for the sheet again.',
    goOn: 'Go on',
  },
  mixedUp: 'The words do not belong together: one is another than on the sheet, or two have changed places.',
  ofAnother:
    'This is a recovery sheet, but not of this file: of an earlier key, or of another clinic. Look for a newer sheet, or an older copy of the file.',
  notOpened: {
    damaged: 'The sheet is the right one, but the file is damaged or cut off. It was not changed. Try another copy.',
    fromTheFuture: 'A newer version of Anteroom has used this file. Install that version to open it.',
    lockedByAnother: 'Anteroom is open with this file already. Close it there first.',
    busy: 'Another program is using the file. Nothing was changed; try again in a moment.',
    diskFull: 'The disk is full. Nothing was changed; free some space and try again.',
    readOnly: 'The file can only be read. Check the permissions of the file and its folder.',
    notAllowed: 'This computer does not allow Anteroom to open the file. Check the permissions of its folder.',
    migrationFailed:
      'The file could not be brought up to this version. It was left as it was; a copy is in the folder “backups”.',
    oldRuntime: 'This version of Node.js is too old for the clinic’s store. Node.js 22.14 or newer is needed.',
  } satisfies Record<FileTrouble, string>,
}
