/** The zone that this computer's clock is set to, an IANA name. */
export function computerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The zones that a clinic may stand in. */
export function knownZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone')
}
