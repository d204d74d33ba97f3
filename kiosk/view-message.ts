import { z } from 'zod'
import type { ViewMessage } from '../domain/view/contract.ts'

const schema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('attach'), protocol: z.number().int(), viewId: z.string().max(100) }),
  z.object({ type: z.literal('ack'), seq: z.number().int() }),
]) satisfies z.ZodType<ViewMessage>

/** The guard at the trust line: whatever a page sent. */
export function isViewMessage(value: unknown): value is ViewMessage {
  return schema.safeParse(value).success
}
