import { foundation } from './0001_foundation.ts'
import { factsAndVersions } from './0002_facts_and_versions.ts'
import { verifiedEmails } from './0003_verified_emails.ts'
import { offeredEndpoint } from './0004_offered_endpoint.ts'
import { setAside } from './0005_set_aside.ts'
import { unsignedSetAside } from './0006_unsigned_set_aside.ts'
import { requestsOnce } from './0007_requests_once.ts'
import { forgottenLinks } from './0008_forgotten_links.ts'
import { setAsideRoom } from './0009_set_aside_room.ts'
import { endpointPutBack } from './0010_endpoint_put_back.ts'
import { waitingRedemptions } from './0011_waiting_redemptions.ts'
import { offeredServices } from './0012_offered_services.ts'
import { shortAddress } from './0013_short_address.ts'
import { undoAndTelling } from './0014_undo_and_telling.ts'
import { patientImport } from './0015_patient_import.ts'
import { servicesKept } from './0016_services_kept.ts'
import { foundCodes } from './0017_found_codes.ts'
import { hoursByDate } from './0018_hours_by_date.ts'
import { recoverySheet } from './0019_recovery_sheet.ts'
import { ownMailServer } from './0020_own_mail_server.ts'
import { staffAccounts } from './0021_staff_accounts.ts'
import { setUpEnded } from './0022_set_up_ended.ts'
import { givenToEndpoint } from './0023_given_to_endpoint.ts'
import { answersToTheClinic } from './0024_answers_to_the_clinic.ts'
import { calendarFeeds } from './0025_calendar_feeds.ts'
import { onlineBooking } from './0026_online_booking.ts'
import { toldByAnEmail } from './0027_told_by_an_email.ts'
import { waitingList } from './0028_waiting_list.ts'
import { series } from './0029_series.ts'
import { reminders } from './0030_reminders.ts'
import { visitNotes } from './0031_visit_notes.ts'
import { waitingAskedOnline } from './0032_waiting_asked_online.ts'
import { whatRemindersSay } from './0033_what_reminders_say.ts'
import { called } from './0034_called.ts'
import { offersStand } from './0035_offers_stand.ts'
import { movedByAYes } from './0036_moved_by_a_yes.ts'
import { messages } from './0037_messages.ts'
import { documents } from './0038_documents.ts'
import { family } from './0039_family.ts'
import { extraDay } from './0040_extra_day.ts'

/** In order and for ever: a migration that has landed never changes. */
export const clinicMigrations = [
  foundation,
  factsAndVersions,
  verifiedEmails,
  offeredEndpoint,
  setAside,
  unsignedSetAside,
  requestsOnce,
  forgottenLinks,
  setAsideRoom,
  endpointPutBack,
  waitingRedemptions,
  offeredServices,
  shortAddress,
  undoAndTelling,
  patientImport,
  servicesKept,
  foundCodes,
  hoursByDate,
  recoverySheet,
  ownMailServer,
  staffAccounts,
  setUpEnded,
  givenToEndpoint,
  answersToTheClinic,
  calendarFeeds,
  onlineBooking,
  toldByAnEmail,
  waitingList,
  series,
  reminders,
  visitNotes,
  waitingAskedOnline,
  whatRemindersSay,
  called,
  offersStand,
  movedByAYes,
  messages,
  documents,
  family,
  extraDay,
] as const
