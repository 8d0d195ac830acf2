/**
 * What a page may ask of the machine. Everything that is not in this table is denied as well; each line says why, so
 * that whoever wants to change one argues with the reason.
 */
const PERMISSIONS: Readonly<Record<string, { readonly isGranted: false; readonly because: string }>> = {
  'clipboard-read': { isGranted: false, because: 'The clipboard may hold what another program put there' },
  'clipboard-sanitized-write': { isGranted: false, because: 'Copying by keyboard works without it' },
  'display-capture': { isGranted: false, because: 'Charts must not be recorded' },
  fullscreen: { isGranted: false, because: 'A page that fills the screen could pretend to be the system' },
  geolocation: { isGranted: false, because: 'The clinic knows where it is' },
  hid: { isGranted: false, because: 'No device is used' },
  'idle-detection': { isGranted: false, because: 'Locking counts keys and pointer moves in the page itself' },
  keyboardLock: { isGranted: false, because: 'The system’s own keys stay the system’s' },
  media: { isGranted: false, because: 'No camera and no microphone is used' },
  mediaKeySystem: { isGranted: false, because: 'No protected media is played' },
  midi: { isGranted: false, because: 'No device is used' },
  midiSysex: { isGranted: false, because: 'No device is used' },
  notifications: { isGranted: false, because: 'A patient’s name must not stand on a locked screen' },
  openExternal: { isGranted: false, because: 'No other program is started by a page' },
  pointerLock: { isGranted: false, because: 'The pointer stays the person’s' },
  serial: { isGranted: false, because: 'No device is used' },
  'speaker-selection': { isGranted: false, because: 'No sound is played' },
  'storage-access': { isGranted: false, because: 'There is no third party' },
  usb: { isGranted: false, because: 'No device is used' },
  'window-management': { isGranted: false, because: 'Windows are placed by the system' },
}

/** Denies by default. */
export function isPermissionGranted(permission: string): boolean {
  return PERMISSIONS[permission]?.isGranted ?? false
}
