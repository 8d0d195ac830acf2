export const common = {
  product: 'Anteroom',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  undo: 'Undo',
  tryAgain: 'Try again',
  remove: (what: string) => `Remove ${what}`,
  loading: 'Loading',
  minutes: (count: number) => `${count} min`,
  optional: 'optional',
  connectionLost: 'Connection to the desk lost. Reconnecting; nothing typed is lost.',
  connectionBack: 'Connected again',
} as const
