/**
 * A zone in which it is past ten in the evening: what the demo company did today and what ends tonight stand in the same
 * columns at whatever hour the look of the pages is compared. In the afternoon «до 17:20» is shorter than «до 29.11, 01:00».
 */
export function zoneOfEvening(now = new Date()): string {
  // from -12 to 11 hours; "Etc/GMT-5" is five hours before Greenwich
  const hours = ((22 - now.getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
