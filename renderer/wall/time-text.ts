const MINUTE_MS = 60_000

const two = (value: number): string => String(value).padStart(2, '0')

export interface LocalTime {
  readonly date: string
  readonly time: string
  readonly minute: string
  /** 0 is Sunday. */
  readonly weekday: number
}

const DAY_S = 86_400

/**
 * The time of day at the center, by its UTC offset and not by the zone of the machine that shows it.
 * Civil date from days since the epoch (proleptic Gregorian calendar).
 */
export function localTime(utcMs: number, utcOffsetMinutes: number): LocalTime {
  const seconds = Math.floor((utcMs + utcOffsetMinutes * MINUTE_MS) / 1000)
  const days = Math.floor(seconds / DAY_S)
  const rest = seconds - days * DAY_S
  const minute = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}`
  return {
    date: civilDate(days),
    time: `${minute}:${two(rest % 60)}`,
    minute,
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

function civilDate(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${two(month)}-${two(day)}`
}
