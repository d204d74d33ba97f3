import { z } from 'zod'
import type { ViewMessage } from '../domain/view/contract.ts'

const viewMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('attach'), protocol: z.number().int(), viewId: z.string().max(100) }),
  z.object({ type: z.literal('ack'), seq: z.number().int() }),
]) satisfies z.ZodType<ViewMessage>

/** The guard where messages of a page enter the core's process. */
export function isViewMessage(value: unknown): value is ViewMessage {
  return viewMessageSchema.safeParse(value).success
}
