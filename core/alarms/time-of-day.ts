const DAY_S = 86_400

/** `14:05:09` at the center, by its offset from UTC. */
export function timeOfDay(utcMs: number, utcOffsetMinutes: number): string {
  const seconds = Math.floor(utcMs / 1000) + utcOffsetMinutes * 60
  const rest = ((seconds % DAY_S) + DAY_S) % DAY_S
  return [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
