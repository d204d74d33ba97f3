import { z } from 'zod'
import { MEANS, OUTCOMES } from '../../domain/model/terms.ts'
import type { Act } from '../../domain/model/act.ts'
import type { ViewMessage } from '../../domain/view/contract.ts'
import { MAP_VIEW_REASONS, MOST_MAP_VIEWS } from '../../domain/view/map-view.ts'
import { requestSchema } from './request-message.ts'

const MAX_PAUSE_MS = 366 * 86_400_000
/** No instant lies beyond it. */
const LAST_MS = 8.64e15

const id = z.string().min(1).max(200)
const sentence = z.string().max(2_000)

const actSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('acknowledge'), unitId: id }),
  z.object({ kind: z.literal('dispatch'), unitId: id }),
  z.object({ kind: z.literal('arrive'), unitId: id, reason: sentence }),
  z.object({
    kind: z.literal('handle'),
    unitId: id,
    outcome: z.enum(OUTCOMES),
    means: z.enum(MEANS),
    evidenceCount: z.number().int().min(0).max(10_000),
    reason: sentence,
  }),
  z.object({
    kind: z.literal('pause'),
    reason: sentence,
    approver: z.string().max(200),
    durationMs: z.number().int().min(1).max(MAX_PAUSE_MS),
  }),
  z.object({ kind: z.literal('return'), unitId: id, reason: sentence }),
  z.object({ kind: z.literal('void'), reason: sentence }),
  z.object({ kind: z.literal('note'), text: sentence }),
]) satisfies z.ZodType<Act>

const mapViewSchema = z.object({
  reason: z.enum(MAP_VIEW_REASONS),
  atMs: z.number().min(0).max(LAST_MS),
  camera: z.object({ lat: z.number(), lon: z.number(), widthM: z.number() }),
  auto: z.boolean(),
})

const viewMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('attach'),
    protocol: z.number().int(),
    viewId: z.string().max(100),
    displayId: z.string().max(100).exactOptional(),
    seat: z.string().max(100).exactOptional(),
  }),
  z.object({ type: z.literal('ack'), seq: z.number().int() }),
  z.object({
    type: z.literal('act'),
    actId: z.string().regex(/^[\w-]{8,100}$/),
    caseId: id,
    act: actSchema,
  }),
  z.object({ type: z.literal('ask'), askId: z.string().min(1).max(100), request: requestSchema }),
  z.object({
    type: z.literal('report'),
    report: z.object({
      framesPerSecond: z.number().min(0).max(1_000),
      widthPx: z.number().int().min(1).max(100_000),
      heightPx: z.number().int().min(1).max(100_000),
      worstAgeMs: z.number().exactOptional(),
      leastArcMinutes: z.number().exactOptional(),
      mapViews: z.array(mapViewSchema).max(MOST_MAP_VIEWS).exactOptional(),
    }),
  }),
]) satisfies z.ZodType<ViewMessage>

/** The guard at the trust line of both hosts: whatever a page sent. What passes is of bounded size. */
export function isViewMessage(value: unknown): value is ViewMessage {
  return viewMessageSchema.safeParse(value).success
}
