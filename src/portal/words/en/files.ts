import { isolated } from '../isolated.ts'
import type { FileKind, FileRefusal } from '../../../shared/domain/fileKinds.ts'

/** Documents that the clinic shares, and files that one sends (R8.2, R8.3). */
export const files = {
  documents: 'Documents',
  noDocuments: 'The clinic has shared no documents.',
  kinds: { pdf: 'PDF', jpeg: 'photo', png: 'picture', heic: 'photo (HEIC)' } satisfies Record<FileKind, string>,
  sharedOn: (day: string, kind: string, size: string) => `${day} · ${kind}, ${size}`,
  open: (title: string) => `Open ${isolated(title)}`,
  opening: 'Opening…',
  save: (title: string) => `Save ${isolated(title)}`,
  close: 'Close',
  takenBack: 'The clinic took this back',
  takenBackOn: (shared: string, back: string) => `A document of ${shared}, taken back on ${back}`,
  gone: 'The clinic took this back. It is not here any more.',
  notTheirs: 'This did not come as the clinic sent it. Nothing of it is shown. Call the clinic, at a number you know.',
  yours: 'Your files',
  noFiles: 'Nothing was sent from here.',
  sentOn: (day: string, kind: string, size: string) => `Sent ${day} · ${kind}, ${size}`,
  refusedByClinic: 'The clinic could not open this file. It can be sent again.',
  onItsWay: (day: string) => `Sent ${day}. The clinic has it when its computer is on.`,
  send: 'Send a file or a photo',
  sendHint: 'A PDF or a photo (JPEG, PNG, HEIC) of up to 20 MB. Where a photo was taken is removed before it is sent.',
  sending: (name: string, percent: string) => `Sending ${isolated(name)}: ${percent} %`,
  preparing: (name: string) => `Getting ${isolated(name)} ready…`,
  waiting: 'The line was cut. It goes on by itself where it stopped.',
  stop: 'Stop',
  sent: (name: string) => `${isolated(name)} was sent.`,
  refused: {
    empty: 'This file is empty. Choose another one.',
    tooLarge: 'This file is larger than 20 MB. A photo of it, or a part of it, can be sent.',
    otherKind:
      'Only PDFs and photos can be sent (JPEG, PNG or HEIC). This file is something else, whatever it is called.',
  } satisfies Record<FileRefusal, string>,
}
