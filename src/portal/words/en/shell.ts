/** What stands around every page, and in its place while nothing else is there. */
export const shell = {
  product: 'Patient Portal',
  title: (page: string, clinic: string) => `${page} · ${clinic}`,
  back: 'Back',
  tryAgain: 'Try again',
  loading: 'Opening…',
  call: (phone: string) => `Call ${phone}`,
}

export const foot = {
  sealed: 'Sealed before it leaves the clinic. Only you and the clinic can read it.',
  zone: (city: string) => `Times are shown in the clinic’s time zone (${city}).`,
  answers: 'Your answers are sealed on this device before they are saved.',
  nothing: 'Nothing was opened, and nothing was sent.',
  password: 'The password stays on this device. The clinic never learns it.',
  code: 'Five tries in ten minutes, so that nobody can guess a code.',
}

/** The portal's places. */
export const bar = {
  label: 'Places',
  home: 'Home',
  visits: 'Visits',
  forms: 'Forms',
  records: 'Records',
  messages: 'Messages',
}

export const missing = {
  heading: 'This page does not exist',
  text: 'The address may have been cut short. The newest e-mail from the clinic has a button that leads to the right page.',
  nameText: (name: string) =>
    `No clinic has the address “${name}”. Check the spelling; the clinic can say it again, letter by letter.`,
}

/** Built into the page: without scripts there is no other language. */
export const noScript =
  'This page opens sealed envelopes in the browser itself, and needs JavaScript for it. It is switched off in this browser: switch it on in the settings and load the page again, or open the link in another browser. The clinic can always be called.'
