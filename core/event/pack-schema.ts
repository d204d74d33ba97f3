import { z } from 'zod'
import { SCENE_NAMES } from '../../domain/view/display-item.ts'

const MAX_ENTRIES = 5_000
const id = z.string().regex(/^[\w.-]{1,100}$/, 'must be letters, digits, ".", "-" and "_", at most 100')
const platformId = z.string().min(1, 'must not be empty').max(200, 'must be at most 200 characters')
const words = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters')
const named = { name: words, nameEn: words }
const ms = z
  .number()
  .int('must be whole milliseconds')
  .min(946_684_800_000, 'must be an instant in milliseconds UTC, after the year 2000')
  .max(4_102_444_800_000, 'must be an instant in milliseconds UTC, before the year 2100')
const limit = z
  .number()
  .int('must be whole milliseconds')
  .min(30_000, 'must be at least 30000 ms: nobody is quicker')
  .max(86_400_000, 'must be at most a day')
const count = z.number().int('must be a whole number').min(0, 'must not be negative').max(100_000)
const metres = z.number().min(1, 'must be at least 1 m').max(20_000, 'must be at most 20000 m')
const position = z.strictObject({
  lat: z.number().min(-90, 'must be degrees from -90 to 90').max(90, 'must be degrees from -90 to 90'),
  lon: z.number().min(-180, 'must be degrees from -180 to 180').max(180, 'must be degrees from -180 to 180'),
})
const list = <T extends z.ZodType>(entry: T, least = 0) =>
  z
    .array(entry)
    .min(least, `must have at least ${least}`)
    .max(MAX_ENTRIES, `must have at most ${MAX_ENTRIES}`)

/** The shape of a pack. What belongs together in it is checked by `pack-checks.ts`. */
export const packSchema = z.strictObject({
  format: z.literal(1, 'must be 1, the format that this version reads'),
  id,
  version: z.number().int('must be a whole number').min(1, 'must be at least 1'),
  ...named,
  startMs: ms,
  endMs: ms,
  utcOffsetMinutes: z.number().int().min(-840).max(840),
  phases: list(
    z.strictObject({
      id,
      kind: z.enum(['countdown', 'early-intervention', 'doors', 'ceremony', 'dispersal', 'stand-down']),
      ...named,
      startMs: ms,
      endMs: ms,
    }),
    1,
  ),
  venues: list(
    z.strictObject({
      id,
      ...named,
      role: words,
      roleEn: words,
      position,
      accuracyM: metres,
      district: platformId,
    }),
  ),
  zones: list(
    z.strictObject({ id, ...named, ring: z.array(position).min(3, 'must have at least three corners') }),
  ),
  routes: list(
    z.strictObject({
      id,
      ...named,
      line: z.array(position).min(2, 'must have at least two points'),
      corridorM: metres,
      fromMs: ms,
      toMs: ms,
    }),
  ),
  posts: list(
    z.strictObject({
      id,
      ...named,
      position,
      zoneId: id.exactOptional(),
      routeId: id.exactOptional(),
      dutyPointId: platformId,
      requiredOfficers: count.min(1, 'must be at least 1'),
      fromMs: ms,
      toMs: ms,
    }),
    1,
  ),
  forces: list(z.strictObject({ id, ...named, officerCount: count, vehicleCount: count })),
  districts: list(
    z.strictObject({
      code: platformId,
      ...named,
      status: z.enum(['drafted', 'submitted', 'approved', 'in-force', 'done']),
      mechanism: words,
      mechanismEn: words,
      measures: list(z.strictObject({ ...named, items: list(z.strictObject(named), 1) })),
    }),
  ),
  checklists: list(
    z.strictObject({
      id,
      ...named,
      phaseId: id,
      items: list(z.strictObject({ id, text: words, textEn: words, dueMs: ms }), 1),
    }),
  ),
  slaProfiles: list(
    z.strictObject({ id, zoneId: id, phaseId: id, arriveLimitMs: limit, handleLimitMs: limit }),
  ),
  scenes: z.record(z.string(), z.enum(SCENE_NAMES, `must be one of ${SCENE_NAMES.join(', ')}`)),
  phrases: list(words),
})
