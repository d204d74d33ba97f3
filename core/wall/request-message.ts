import { z } from 'zod'
import { SCENE_NAMES } from '../../domain/view/display-item.ts'
import type { Request } from '../../domain/view/request.ts'

const MAX_ALARMS_AT_ONCE = 10_000
const MAX_SHELF_MS = 86_400_000

const id = z.string().min(1).max(200)
const sentence = z.string().max(2_000)
const camera = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  widthM: z.number().min(10).max(40_000_000),
})

/** What a page may ask, of bounded size. Whether it may have it is for the desk to say. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alarm-acknowledge'), alarmIds: z.array(id).min(1).max(MAX_ALARMS_AT_ONCE) }),
  z.object({
    kind: z.literal('alarm-shelve'),
    alarmId: id,
    reason: sentence,
    durationMs: z.number().int().min(1).max(MAX_SHELF_MS),
  }),
  z.object({ kind: z.literal('alarm-unshelve'), alarmId: id }),
  z.object({ kind: z.literal('alarm-assign'), alarmId: id, person: z.string().max(100) }),
  z.object({ kind: z.literal('display-control'), displayId: id, take: z.boolean() }),
  z.object({ kind: z.literal('display-scene'), displayId: id, scene: z.enum(SCENE_NAMES) }),
  z.object({ kind: z.literal('display-camera'), displayId: id, camera: camera.exactOptional() }),
  z.object({ kind: z.literal('display-rotation'), displayId: id, held: z.boolean() }),
  z.object({ kind: z.literal('display-preset'), preset: id }),
  z.object({ kind: z.literal('event-activate'), eventId: id }),
  z.object({ kind: z.literal('event-roll-back'), eventId: id }),
  z.object({
    kind: z.literal('event-tick'),
    eventId: id,
    checklistId: id,
    itemId: id,
    done: z.boolean(),
  }),
  z.object({ kind: z.literal('visitor-mode'), on: z.boolean() }),
  z.object({ kind: z.literal('reveal'), caseId: id, reason: sentence }),
]) satisfies z.ZodType<Request>
