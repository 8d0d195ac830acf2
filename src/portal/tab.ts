import type { OlderKeyring } from './tampered.ts'

/**
 * What outlives a reload: in this tab only (`sessionStorage`) the invitation's secret, the key of the keyring and what was typed
 * to book; in this browser (`localStorage`) which forms were sent, what was asked for or cancelled, and how new the newest was
 * that was seen, by ids, numbers and times alone. What a browser refuses to store (a private window, a full storage) is known until the page is
 * left, so that a form that was just saved is not taken for an older one.
 */
type Kind = 'sessionStorage' | 'localStorage'

/** What was refused, by storage and key; null where it is the forgetting that was. */
const refused = new Map<string, string | null>()

function read(storage: Kind, key: string): string | null {
  const kept = refused.get(`${storage} ${key}`)
  if (kept !== undefined) return kept
  try {
    return window[storage].getItem(key)
  } catch {
    return null
  }
}

function write(storage: Kind, key: string, value: string | null): void {
  try {
    if (value === null) window[storage].removeItem(key)
    else window[storage].setItem(key, value)
    refused.delete(`${storage} ${key}`)
  } catch {
    // A full or forbidden storage costs a reload its memory, nothing more.
    refused.set(`${storage} ${key}`, value)
  }
}

const secretKey = (clinicId: string) => `anteroom.secret.${clinicId}`
const wrapKey = (clinicId: string) => `anteroom.wrap.${clinicId}`

/**
 * R4.3: the fragment is taken out of the address bar as soon as it is read, and kept for a reload of this tab.
 * @returns the fragment as it came, or null when the address has none and none is kept
 */
export function takeFragment(clinicId: string): string | null {
  return takeHash(secretKey(clinicId))
}

function takeHash(key: string): string | null {
  const fragment = location.hash.slice(1)
  if (fragment === '') return read('sessionStorage', key)
  write('sessionStorage', key, fragment)
  history.replaceState(history.state, '', location.pathname + location.search)
  return fragment
}

export function forgetFragment(clinicId: string): void {
  write('sessionStorage', secretKey(clinicId), null)
}

/** The same of the fingerprint that the address of a booking page names (decision 0034). */
export function takeFingerprint(clinicId: string): string | null {
  return takeHash(`anteroom.fingerprint.${clinicId}`)
}

/** The same of what a confirmation's link carries (R2.1). */
export function takeConfirmation(clinicId: string): string | null {
  return takeHash(`anteroom.confirmation.${clinicId}`)
}

/** The same of what the e-mail to an address that a login wants carries (R4.8). */
export function takeWantedEmail(clinicId: string): string | null {
  return takeHash(wantedKey(clinicId))
}

export function forgetWantedEmail(clinicId: string): void {
  write('sessionStorage', wantedKey(clinicId), null)
}

const wantedKey = (clinicId: string) => `anteroom.email.${clinicId}`

/** The same of what a reminder's link carries (R9.1). */
export function takeReminder(clinicId: string): string | null {
  return takeHash(`anteroom.reminder.${clinicId}`)
}

/** The same of what the link of an offered time carries (R6.2). */
export function takeOffer(clinicId: string): string | null {
  return takeHash(`anteroom.offer.${clinicId}`)
}

/** What was typed and held while booking, as `booking/kept.ts` writes it; never a password. */
export function keptBooking(clinicId: string): string | null {
  return read('sessionStorage', bookingKey(clinicId))
}

export function keepBooking(clinicId: string, text: string | null): void {
  write('sessionStorage', bookingKey(clinicId), text)
}

const bookingKey = (clinicId: string) => `anteroom.booking.${clinicId}`

/** When a visit was cancelled from this browser, which the desk may not have taken in yet; null when it was not. */
export function cancelledAt(appointmentId: string): string | null {
  return read('localStorage', `anteroom.cancelled.${appointmentId}`)
}

export function noteCancelled(appointmentId: string, at: string): void {
  write('localStorage', `anteroom.cancelled.${appointmentId}`, at)
}

/** The `wrap` identity of whoever is signed in, bound to the login so that another login's is never tried. */
export function keepWrap(clinicId: string, loginId: string, wrap: string): void {
  write('sessionStorage', wrapKey(clinicId), `${loginId} ${wrap}`)
}

export function keptWrap(clinicId: string, loginId: string): string | null {
  const [keptLogin, wrap] = (read('sessionStorage', wrapKey(clinicId)) ?? '').split(' ')
  return keptLogin === loginId && wrap ? wrap : null
}

export function hasKeptWrap(clinicId: string): boolean {
  return read('sessionStorage', wrapKey(clinicId)) !== null
}

export function forgetWrap(clinicId: string): void {
  write('sessionStorage', wrapKey(clinicId), null)
}

const passkeyKey = (clinicId: string) => `anteroom.passkey.${clinicId}`

/** Which passkey of this device opens a login of the clinic: its name, which opens nothing by itself. */
export function keepPasskey(clinicId: string, passkey: { readonly id: string; readonly loginId: string } | null): void {
  write('localStorage', passkeyKey(clinicId), passkey && `${passkey.id} ${passkey.loginId}`)
}

export function keptPasskey(clinicId: string): { readonly id: string; readonly loginId: string } | null {
  const [id, loginId] = (read('localStorage', passkeyKey(clinicId)) ?? '').split(' ')
  return id && loginId ? { id, loginId } : null
}

const keyringKey = (recipient: string) => `anteroom.keyring.${recipient}`
/** By the login too: each holder of a patient has an index of their own, with versions of its own. */
const indexKey = (recipient: string, patientId: string) => `anteroom.index.${recipient}.${patientId}`

/** The highest counter of a login's keyrings that this browser has seen, by its key; 0 when it has seen none. */
export function newestKeyring(recipient: string): number {
  return Number(read('localStorage', keyringKey(recipient)) ?? 0)
}

export function noteKeyring(recipient: string, counter: number): void {
  write('localStorage', keyringKey(recipient), String(Math.max(counter, newestKeyring(recipient))))
}

/** The newest index of a patient that this browser has seen in a login, by its key: epoch and version. */
export function newestIndex(recipient: string, patientId: string): readonly [number, number] | undefined {
  const [epoch, version] = (read('localStorage', indexKey(recipient, patientId)) ?? '').split(' ').map(Number)
  return epoch !== undefined && version !== undefined ? [epoch, version] : undefined
}

export function noteIndex(recipient: string, patientId: string, at: readonly [number, number]): void {
  const [epoch, version] = at
  write('localStorage', indexKey(recipient, patientId), `${epoch} ${version}`)
}

/**
 * Invitations of a login, by its key, for which the clinic has spoken to the login itself since. It is kept here too, because
 * a keyring of before that would let an invitation's secret, which others may have read, vouch once more.
 */
export function isSpent(recipient: string, invitationId: string): boolean {
  return spentInvitations(recipient).includes(invitationId)
}

export function noteSpent(recipient: string, invitationIds: readonly string[]): void {
  const known = spentInvitations(recipient)
  const news = invitationIds.filter((id) => !known.includes(id))
  if (news.length > 0) write('localStorage', spentKey(recipient), [...news, ...known].slice(0, 1_000).join(' '))
}

const spentKey = (recipient: string) => `anteroom.spent.${recipient}`

function spentInvitations(recipient: string): readonly string[] {
  return read('localStorage', spentKey(recipient))?.split(' ') ?? []
}

/** R11.5: a person who was told has chosen an older keyring: how new the newest was is forgotten, and nothing else. */
export function goOnWithOlder({ recipient, counter, patientIds }: OlderKeyring): void {
  write('localStorage', keyringKey(recipient), String(counter))
  for (const patientId of patientIds) write('localStorage', indexKey(recipient, patientId), null)
}

/** How often this browser has saved a form's answers; 0 when never. */
export function savedCount(assignmentId: string): number {
  return Number(read('localStorage', `anteroom.saved.${assignmentId}`) ?? 0)
}

export function noteSavedCount(assignmentId: string, count: number): void {
  write('localStorage', `anteroom.saved.${assignmentId}`, String(count))
}

/** When this browser sent a form that the desk may not have taken in yet; null when it has not. */
export function sentAt(assignmentId: string): string | null {
  return read('localStorage', `anteroom.sent.${assignmentId}`)
}

export function noteSent(assignmentId: string, at: string): void {
  write('localStorage', `anteroom.sent.${assignmentId}`, at)
}

export function askedAt(linkId: string): string | null {
  return read('localStorage', `anteroom.asked.${linkId}`)
}

export function noteAsked(linkId: string, at: string): void {
  write('localStorage', `anteroom.asked.${linkId}`, at)
}

/** Which version of a plan this browser has shown last, and by what its parts are known; null when none. */
export function planRead(planId: string): { readonly version: number; readonly marks: readonly string[] } | null {
  const [version, ...marks] = (read('localStorage', planKey(planId)) ?? '').split(' ')
  return version ? { version: Number(version), marks } : null
}

export function notePlanRead(planId: string, version: number, marks: readonly string[]): void {
  write('localStorage', planKey(planId), [version, ...marks].join(' '))
}

const planKey = (planId: string) => `anteroom.plan.${planId}`

/** Until when a thread was read in this browser; null when it never was. */
export function readUpTo(linkId: string, threadId: string): string | null {
  return read('localStorage', `anteroom.read.${linkId}.${threadId}`)
}

export function noteRead(linkId: string, threadId: string, at: string): void {
  write('localStorage', `anteroom.read.${linkId}.${threadId}`, at)
}

/** What is being written to the clinic; `about` is the thread, or `new`. It goes when somebody signs out. */
export function messageDraft(linkId: string, about: string): MessageDraft {
  const [subject = '', ...text] = (read('sessionStorage', draftKey(linkId, about)) ?? '').split('\n')
  return { subject, text: text.join('\n') }
}

export type MessageDraft = { readonly subject: string; readonly text: string }

export function keepMessageDraft(linkId: string, about: string, draft: MessageDraft | null): void {
  const isEmpty = draft === null || (draft.subject === '' && draft.text === '')
  write(
    'sessionStorage',
    draftKey(linkId, about),
    isEmpty ? null : `${draft.subject.replaceAll('\n', ' ')}\n${draft.text}`,
  )
}

const MESSAGE_DRAFTS = 'anteroom.message.'
const draftKey = (linkId: string, about: string) => `${MESSAGE_DRAFTS}${linkId}.${about}`

/** Whoever comes next does not read what was being written. */
export function forgetMessageDrafts(): void {
  try {
    for (const key of Object.keys(window.sessionStorage)) {
      if (key.startsWith(MESSAGE_DRAFTS)) write('sessionStorage', key, null)
    }
  } catch {
    // A forbidden storage holds nothing.
  }
  for (const key of refused.keys()) if (key.includes(MESSAGE_DRAFTS)) refused.delete(key)
}

/** An envelope with answers that could not be saved at the endpoint. */
export function unsavedDraft(assignmentId: string): string | null {
  return read('sessionStorage', `anteroom.draft.${assignmentId}`)
}

export function keepUnsavedDraft(assignmentId: string, sealed: string | null): void {
  write('sessionStorage', `anteroom.draft.${assignmentId}`, sealed)
}
