/**
 * A zone in which it is past one in the afternoon, so that what the demo company did today and what it promised stand in the
 * same columns at whatever hour the look of the pages is compared: «28.11, 01:00» is wider than «01:00». Nothing of it is
 * 13 hours old or due in 10, so no minute of that hour moves anything over a midnight.
 */
export function zoneOfAfternoon(now = new Date()): string {
  // from -12 to 11 hours; "Etc/GMT-5" is five hours before Greenwich
  const hours = ((13 - now.getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
