import { z } from 'zod'
import { SCENE_NAMES } from '../../domain/view/display-item.ts'
import { says } from '../files/schema-problems.ts'

const MAX_ENTRIES = 5_000
const id = z.string().regex(/^[\w.-]{1,100}$/, says('id-form'))
const platformId = z.string().min(1).max(200)
const words = z.string().min(1).max(500)
const named = { name: words, nameEn: words }
const ms = z
  .number()
  .int(says('whole-ms'))
  .min(946_684_800_000, says('instant-early'))
  .max(4_102_444_800_000, says('instant-late'))
const limit = z
  .number()
  .int(says('whole-ms'))
  .min(30_000, says('limit-short'))
  .max(86_400_000, says('limit-long'))
const count = z.number().int().min(0, says('negative')).max(100_000)
const metres = z.number().min(1, says('least-m')).max(20_000, says('most-m'))
const position = z.strictObject({
  lat: z.number().min(-90, says('latitude')).max(90, says('latitude')),
  lon: z.number().min(-180, says('longitude')).max(180, says('longitude')),
})
const list = <T extends z.ZodType>(entry: T, least = 0) => z.array(entry).min(least).max(MAX_ENTRIES)

/** The shape of a pack. What belongs together in it is checked by `pack-checks.ts`. */
export const packSchema = z.strictObject({
  format: z.literal(1, says('format')),
  id,
  version: z.number().int().min(1),
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
  zones: list(z.strictObject({ id, ...named, ring: z.array(position).min(3, says('corners-few')) })),
  routes: list(
    z.strictObject({
      id,
      ...named,
      line: z.array(position).min(2, says('points-few')),
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
      requiredOfficers: count.min(1),
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
  scenes: z.record(z.string(), z.enum(SCENE_NAMES)),
  phrases: list(words),
})
