import type { Position } from '../../proto/gen/wall/v1/case.ts'

export const MAX_FIELD_CHARACTERS = 10_000

/** Years in which a city had a request line, with room to spare: a stamp outside them is a slip of the pen. */
const EARLIEST_MS = Date.parse('1980-01-01T00:00:00Z')
const LATEST_MS = Date.parse('2100-01-01T00:00:00Z')

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/

/** Text as it came; numbers as text; anything else is absent. */
export function optionalText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

/** Says which field is too long to be a field, or nothing. */
export function textProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value.length <= MAX_FIELD_CHARACTERS) continue
    return `its ${name.slice(0, 60)} has ${value.length} characters; at most ${MAX_FIELD_CHARACTERS} are taken`
  }
  return undefined
}

/** An ISO 8601 instant with its offset from UTC; without one the hour would be a guess. */
export function parseInstantMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO_INSTANT.test(value.trim())) return undefined
  const ms = Date.parse(value.trim())
  return Number.isFinite(ms) && ms >= EARLIEST_MS && ms <= LATEST_MS ? ms : undefined
}

/** A position, nothing where the source has none, or a sentence on what is wrong with it. */
export function readPosition(lat: unknown, lon: unknown): Position | string | undefined {
  if (isAbsent(lat) || isAbsent(lon)) return undefined
  const position = { lat: toNumber(lat), lon: toNumber(lon) }
  const usable = Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180
  if (!usable)
    return `its coordinates (${brief(lat)}, ${brief(lon)}) are not degrees of latitude and longitude`
  // Sources write 0, 0 for "unknown"; there is no street there.
  return position.lat === 0 && position.lon === 0 ? undefined : position
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'none').slice(0, 40)
}
