import { z } from 'zod'

/** What main tells the core's process on its command line, as one JSON text. */
export const coreArgumentsSchema = z.object({
  gateway: z.string().min(1),
  dataDir: z.string().min(1),
  display: z.object({ name: z.string(), widthMm: z.number().positive(), distanceMm: z.number().positive() }),
  actor: z.string().min(1),
  layoutFile: z.string().optional(),
  tls: z.object({ caFile: z.string(), certFile: z.string(), keyFile: z.string() }).optional(),
})

export type CoreArguments = z.infer<typeof coreArgumentsSchema>
