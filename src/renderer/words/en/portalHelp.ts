import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { Instant } from '../../../shared/domain/time.ts'
import type { HelpCase, HelpFix, HelpLink } from '../../../shared/domain/portalHelp/helpFacts.ts'
import { mailFailure } from './mailFailure.ts'

/** A case in words: what happened, what the desk knows of it, and what to say on the telephone once it is mended. */
export type CaseText = { readonly title: string; readonly text: string; readonly say: string }

/** "Portal help" (R4.9). */
export const portalHelp = {
  title: 'Portal help',
  titleFor: (typed: string) => `Portal help for “${typed}”`,
  field: 'Name, e-mail, date of birth, code or link',
  fieldOf: (name: string) => `What ${name} reads out: a code, a link, an e-mail address`,
  screen: 'On the phone’s screen',
  screenUnknown: 'not asked',
  somebodyElse: 'Somebody else',
  people: 'Whose it may be',
  screens: 'What the screen says',
  start: 'A name or an e-mail address is enough. A code, a link or a sentence on the phone’s screen says more.',
  nobody: 'Nobody found.',
  because: {
    unknownCode: 'No invitation has this code. Its letters may have been misheard.',
    unknownLink: 'This link is none of this clinic’s, or was put back with a backup.',
    cutLink: 'The end of this link is cut off. A name or an e-mail address finds whose it is.',
    otherClinic: 'This link comes from another clinic.',
  },
  couldNotLoad: 'What is known could not be read.',
  email: 'E-mail address',
  emailNeeded: 'An e-mail address is needed. It looks like name@example.com.',
  say: 'On the telephone:',
  done: 'Done',
  wrongPerson: 'Redeemed by the wrong person',
  goesTo: (email: string) => `to ${email}`,
  openWorkspace: 'Open chart',
  act: {
    sendAccessLink: 'Send Access Link',
    sendAgain: 'Send it again',
    extend: 'Extend and send again',
    correct: 'Correct and send',
    endAndSend: 'Revoke and send anew',
    compare: 'Compare',
  } satisfies Record<HelpFix['kind'], string>,
  sent: (email: string | null) => (email === null ? 'It leaves in a moment' : `It leaves to ${email} in a moment`),
  facts: {
    title: 'What is known',
    login: 'Login',
    noLogin: 'None yet',
    link: 'Access',
    noLink: 'Nobody can see these records',
    linkLine: (link: HelpLink, since: string) =>
      `${link.level === 'full' ? 'Full' : 'Limited'}, since ${since}, ${by[link.by]}`,
    suspended: (email: string) => `${email}: suspended`,
    onFile: 'On file',
    noEmail: 'No e-mail address',
    mails: 'E-mails',
    mailsLine: (sent: number, cameBack: number) => `${sent} sent, ${cameBack} came back`,
    newest: 'Newest link',
    noInvitation: 'Nothing was sent',
    kinds: { form: 'Smart Form link', access: 'Access Link' },
    states: {
      prepared: 'not sent',
      sending: 'leaving',
      sent: 'sent, not opened',
      opened: 'opened',
      redeemed: 'used',
      expired: 'expired',
      revoked: 'revoked',
      replaced: 'replaced',
    },
    linkAt: (kind: string, at: string, state: string) => `${kind} of ${at}: ${state}`,
  },
  case: caseText,
}

const by = {
  form: 'by “Take me to my forms”',
  access: 'by Access Link',
  booking: 'by online booking',
} satisfies Record<HelpLink['by'], string>

const NEWEST = 'Open the newest e-mail and press its button.'

/** @param name how the patient is called @param when an instant in the clinic's zone */
function caseText(of: HelpCase, name: string, when: (at: Instant) => string): CaseText {
  switch (of.kind) {
    case 'codeIsNoPassword':
      return {
        title: 'The code was typed as the password',
        text: 'The code opens the page once, together with the date of birth. The password is another thing: one chooses it there.',
        say: `${NEWEST} No code is needed. Where it says “Choose a password”, think of one of your own, with ten characters or more.`,
      }
    case 'registersAgain':
      return {
        title: `${name} has a login already`,
        text: `${of.email} became a login with the online booking. A second one with the same address cannot be made.`,
        say: `${NEWEST} Then press “I already have a login: sign in”. The password is the one from the online booking.`,
      }
    case 'oldLink':
      return oldLink(of.because, of.at === null ? null : when(of.at))
    case 'formForAccess': {
      const hidden = of.visitsHidden === 0 ? '' : ' Visits that the clinic booked are not shown to it.'
      const asked = of.hasAsked ? ' Full access was asked for.' : ''
      return {
        title: `${name} followed the Smart Form link and expects the records`,
        text: `The login ${of.email} is limited: forms and own bookings only.${hidden}${asked}`,
        say: `An e-mail with an Access Link is on its way. Press its button and sign in with the password that you have: everything is there then.`,
      }
    }
    case 'wrongAddress':
      return {
        title: 'The address on file is another one',
        text: `${of.sentTo === null ? 'None was on file' : `What was sent went to ${of.sentTo}`}. ${of.email} goes on file, and an Access Link in the other mailbox stops working.`,
        say: `The e-mail comes to ${of.email} now. The earlier one can be forgotten.`,
      }
    case 'parentNotSignedIn':
      return {
        title: `${name}’s link was opened without signing in`,
        text: `${of.email} has a login already, which holds somebody else. ${name} is added to it by signing in.`,
        say: `${NEWEST} Then press “I already have a login: sign in” and enter the password that you have. ${name} stands beside the others then.`,
      }
    case 'maybeSpam':
      return {
        title: of.isUncertain ? 'The e-mail may not have arrived' : 'The e-mail was sent, and nobody has opened it',
        text: `It went to ${of.to} at ${when(of.at)}. It may lie in the spam folder.`,
        say: `The same e-mail comes once more to ${of.to}. It is from the clinic; look in the folder for spam or junk too.`,
      }
    case 'cameBack':
      return {
        title: 'The e-mail came back',
        text: `${of.to}, at ${when(of.at)}: ${of.failure ? mailFailure(of.failure) : 'nobody took it.'}`,
        say: 'The e-mail comes to the right address now.',
      }
    case 'suspended':
      return {
        title: `Access of ${of.email} is suspended`,
        text: `A lost password was renewed at ${when(of.at)}. What that login held beside comes back with a link of its own.`,
        say: `An Access Link for ${name} comes to ${of.email}. Press its button and sign in with the new password.`,
      }
    case 'redeemedElsewhere':
      return {
        title: 'Somebody else’s login has used the link',
        text: `Redeemed as ${of.email}, sent to ${of.sentTo}. Where both are the same person’s, nothing has to be done.`,
        say: 'The other login sees nothing any more. A new Access Link is on its way; it works for you alone.',
      }
    case 'signedInAsOther':
      return {
        title: 'Somebody else is signed in on this phone',
        text: `The page asks whether ${name} is to be added to their login.`,
        say: `Press “Not me”. Then ${lowerFirst(NEWEST)}`,
      }
    case 'usedAlready':
      return {
        title: 'The link has been used',
        text: `${of.email === null ? 'Somebody' : of.email} came in by it${of.at === null ? '' : ` at ${when(of.at)}`}. It works once; after that one signs in.`,
        say: `Sign in${of.email === null ? '' : ` as ${of.email}`} with the password chosen then. If it is forgotten: press the button of the new e-mail, then “I have forgotten my password”.`,
      }
    case 'lostPassword':
      return {
        title: 'The password is not known any more',
        text: `${of.email} has a login. An Access Link to its own address lets it choose a new password.`,
        say: `${NEWEST} Press “I already have a login”, then “I have forgotten my password”, and choose a new one.`,
      }
    case 'codeMistyped':
      return {
        title: 'The code and the date of birth do not belong together',
        text: 'Either may be mistyped, or the chart has another date of birth. The e-mail’s button needs neither.',
        say: `${NEWEST} No code is needed.`,
      }
    case 'maybeAnotherLogin':
      return {
        title: `Another login may be ${name}’s: ${of.email}`,
        text: `Booked online at ${when(of.at)} under a like name; not tied to this chart yet.`,
        say: 'Once the booking is tied to the chart, it stands with the rest.',
      }
    case 'secondLogin':
      return {
        title: `${name} has two logins`,
        text: `${of.other} came of an online booking, ${of.email} of a link. Each shows what came to it alone.`,
        say: `Use ${of.email} from now on. The link that is on its way opens everything there.`,
      }
    case 'onItsWay':
      return {
        title: 'An e-mail is on its way',
        text: `It leaves to ${of.to} in a moment.`,
        say: `The e-mail comes to ${of.to} within minutes. Look in the folder for spam or junk too.`,
      }
    case 'notSent':
      return {
        title: 'The Access Link was never sent',
        text: 'A code was requested, and no e-mail has left with it.',
        say: 'The e-mail comes within minutes. Press its button and choose a password.',
      }
    case 'notFinished':
      return {
        title: 'The link was opened, and not gone through with',
        text: `Opened at ${when(of.at)}. A password has to be chosen, and the button under it pressed.`,
        say: `${NEWEST} Choose a password with ten characters or more, and press the button under it.`,
      }
    case 'nothingYet':
      return {
        title: `${name} was never invited`,
        text: 'There is no login, and nothing is out that would make one.',
        say: 'The e-mail comes within minutes. Press its button and choose a password.',
      }
    case 'allWell':
      return {
        title: 'Nothing is wrong here',
        text: `${of.email} has access. Where the password is forgotten, an Access Link renews it.`,
        say: `Sign in as ${of.email}. If the password is forgotten: press the button of the new e-mail, then “I have forgotten my password”.`,
      }
    default:
      return assertNever(of)
  }
}

function oldLink(because: Extract<HelpCase, { kind: 'oldLink' }>['because'], at: string | null): CaseText {
  const since = at === null ? '' : ` That was at ${at}.`
  switch (because) {
    case 'expired':
      return { title: 'The link has expired', text: `It worked for some days.${since}`, say: NEWEST }
    case 'revoked':
      return {
        title: 'The clinic has ended this link',
        text: `Somebody on the staff revoked it.${since} The history says why.`,
        say: NEWEST,
      }
    case 'replaced':
      return {
        title: 'The older of two e-mails was opened',
        text: `A newer one was sent, and only that one works.${since}`,
        say: `${NEWEST} The older ones can be deleted.`,
      }
    case 'unknown':
      return {
        title: 'The link opens nothing here',
        text: 'It may be cut off by the mail program, from another clinic, or very old.',
        say: `${NEWEST} Not a copy of its address: the button itself.`,
      }
    default:
      return assertNever(because)
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
